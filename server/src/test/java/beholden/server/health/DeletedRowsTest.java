package beholden.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.note.CheckpointPolicy;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.casework.Cases;
import beholden.server.events.AcknowledgedLosses;
import beholden.server.events.AgencyBooks;
import beholden.server.events.LossEvent.LossAcknowledged;
import beholden.server.events.LossEvent.RecordsLost;
import beholden.server.events.LossEvent.StoreLossAcknowledged;
import beholden.server.events.Losses;
import beholden.server.events.Recorded;
import beholden.server.events.StoreLosses;
import beholden.server.installation.Installation;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import beholden.vault.RecordedCells;
import beholden.vault.Vault;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import beholden.vault.check.KnownLosses;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody deletes the rows of a decision, so that it would be undone.
class DeletedRowsTest {

    private static List<Losses.Gap> acknowledge(Path folder, RootKey root) throws Exception {
        KnownLosses known;
        CheckpointPolicy policy;
        try (Vault vault = Vault.open(Installation.vaultOf(folder), root)) {
            Losses losses = new Losses(vault, Installation.operatorOf(folder), InstantSource.system());
            known = losses.known();
            policy = new CheckpointPolicy(vault.verifiers(), List.of(), 0);
        }
        StoreLosses lost;
        Path place = Installation.vaultOf(folder);
        try (CellReader cells = CellStores.copy(place.resolve("cells.sqlite"))) {
            lost = Losses.compare(
                    known, Installation.ledgerOf(folder), policy, new RecordedCells(cells, place.resolve("chunks")));
        }
        assertThat(lost.count()).isPositive();
        assertThat(lost.other()).isEmpty();
        try (Vault vault = Vault.open(place, root)) {
            vault.start();
            Losses losses = new Losses(vault, Installation.operatorOf(folder), InstantSource.system());
            List<Losses.Gap> done = losses.acknowledge("A. Marsh", "the disk failed");
            losses.acknowledge(lost, "A. Marsh", "the disk failed");
            assertThat(losses.find()).isEmpty();
            return done;
        }
    }

    /// Readiness once the store was compared with the ledger.
    private static Answer readyAfterThePass(Desk desk) {
        StoreWatch watch = desk.server().running().part(StoreWatch.class);
        while (watch.passes() == 0) Thread.yield();
        return desk.stranger().get("//readyz");
    }

    private static Answer signIn(Desk desk, Browser browser) {
        return new Browser(desk.origin(), browser.passkeys().movedTo(desk.origin())).signIn();
    }

    @Test
    void a_suspension_and_the_closing_of_a_case_are_not_undone_in_silence(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            TestAgency other = desk.agency("Harbour Police");
            String account = Desk.idOf(desk.auditor());
            String key = desk.makeKey(desk.auditor(), "read").text("key");
            String caseId = TestCases.open(desk, desk.examiner());
            StoreThief thief = StoreThief.watching(desk.server(), () -> {
                desk.administrator()
                        .post("/accounts/" + account + "/suspend", Map.of("reason", "left the service"))
                        .expect(200);
                TestCases.close(desk.examiner(), caseId);
            });
            AgencyId operator = desk.server().installation().operator();
            AgencyId agency = desk.server().installation().vault().keyring().agencies().stream()
                    .filter(id -> !id.equals(AgencyId.DIRECTORY) && !id.equals(operator))
                    .filter(id ->
                            desk.server().running().part(AgencyBooks.class).of(id).fold(Cases.class).all().stream()
                                    .anyMatch(of -> of.id().toString().equals(caseId)))
                    .findFirst()
                    .orElseThrow();

            desk.server()
                    .restartAfter((place, _) -> assertThat(thief.delete(place)).isGreaterThan(1));

            assertThat(readyAfterThePass(desk).expect(503).text()).isEqualTo("{\"status\":\"DOWN\"}");
            Answer byKey = desk.stranger()
                    .header("Authorization", "Bearer " + key)
                    .get("/cases/" + caseId)
                    .expect(503);
            assertThat(byKey.text("type")).isEqualTo("urn:beholden:damaged");
            assertThat(byKey.text("detail")).contains("missing", "tell them").doesNotContain("Northmoor");
            for (Browser one : List.of(desk.administrator(), desk.examiner(), desk.auditor())) {
                assertThat(signIn(desk, one).expect(503).text("type")).isEqualTo("urn:beholden:damaged");
            }
            signIn(desk, other.examiner()).expect(200);
            signIn(desk, desk.operator()).expect(200);

            desk.server()
                    .restartAfter((place, root) -> assertThat(acknowledge(place, root))
                            .hasSize(1)
                            .allSatisfy(gap -> {
                                assertThat(gap.kind()).isEqualTo(Losses.Kind.AGENCY);
                                assertThat(gap.records()).isEqualTo(2);
                                assertThat(gap.after()).isNotNull();
                            }));

            Browser administrator =
                    new Browser(desk.origin(), desk.administrator().passkeys().movedTo(desk.origin()));
            administrator.signIn().expect(200);
            readyAfterThePass(desk).expect(200);
            assertThat(administrator.get("/cases/" + caseId).expect(200).text("state"))
                    .isEqualTo("OPEN");
            assertThat(administrator.get("/losses").expect(200).json())
                    .singleElement()
                    .satisfies(loss -> {
                        assertThat(loss.get("from").asString()).isEqualTo("OWN_RECORDS");
                        assertThat(loss.get("records").asInt()).isEqualTo(2);
                        assertThat(loss.get("by").asString()).isEqualTo("A. Marsh");
                        assertThat(loss.get("reason").asString()).isEqualTo("the disk failed");
                    });
            AgencyBooks books = desk.server().running().part(AgencyBooks.class);
            assertThat(books.of(agency).fold(AcknowledgedLosses.class).all())
                    .singleElement()
                    .satisfies(recorded -> assertThat(recorded.event())
                            .isInstanceOfSatisfying(RecordsLost.class, lost -> {
                                assertThat(lost.records()).isEqualTo(2);
                                assertThat(lost.who()).isEqualTo("A. Marsh");
                                assertThat(lost.why()).isEqualTo("the disk failed");
                            }));
            assertThat(books.of(operator).fold(AcknowledgedLosses.class).all())
                    .extracting(Recorded::event)
                    .hasSize(2)
                    .hasAtLeastOneElementOfType(LossAcknowledged.class)
                    .hasAtLeastOneElementOfType(StoreLossAcknowledged.class);

            StoreThief again = StoreThief.watching(
                    desk.server(),
                    () -> administrator
                            .post("/accounts/" + account + "/suspend", Map.of("reason", "left the service"))
                            .expect(200));
            desk.server()
                    .restartAfter((place, _) -> assertThat(again.delete(place)).isPositive());

            signIn(desk, desk.administrator()).expect(503);
        }
    }

    @Test
    void nothing_is_served_while_records_of_the_operator_are_missing(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            StoreThief thief = StoreThief.watching(desk.server(), () -> TestSources.register(desk, "Harbour archive"));

            assertThatThrownBy(() -> desk.server().restartAfter((place, _) -> thief.delete(place)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("operator's own log")
                    .hasMessageContaining("beholden losses");

            desk.server()
                    .restartAfter((place, root) -> assertThat(acknowledge(place, root))
                            .anySatisfy(gap -> assertThat(gap.kind()).isEqualTo(Losses.Kind.OPERATOR)));
            signIn(desk, desk.operator()).expect(200);
            signIn(desk, desk.examiner()).expect(200);
        }
    }

    /// Without the pending file nobody knows how long a log was: its end can go without leaving a gap.
    @Test
    void nothing_is_served_where_only_the_ledger_knows_of_what_is_gone(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Path pending = Installation.vaultOf(folder).resolve("pending");
            StoreThief thief = StoreThief.watching(
                    desk.server(),
                    () -> desk.administrator()
                            .post(
                                    "/accounts/" + Desk.idOf(desk.auditor()) + "/suspend",
                                    Map.of("reason", "left the service"))
                            .expect(200));
            desk.server().restartAfter((_, _) -> Files.delete(pending));
            readyAfterThePass(desk).expect(200);

            assertThatThrownBy(() -> desk.server().restartAfter((place, _) -> {
                        Files.delete(pending);
                        thief.delete(place);
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not what the ledger says")
                    .hasMessageContaining("beholden losses");
            assertThatThrownBy(() -> desk.server().restart())
                    .as("a second start")
                    .hasMessageContaining("not what the ledger says");

            desk.server()
                    .restartAfter((place, root) -> assertThat(acknowledge(place, root))
                            .as("gaps of logs")
                            .isEmpty());
            signIn(desk, desk.administrator()).expect(200);
            readyAfterThePass(desk).expect(200);
            assertThat(folder.resolve("doubted")).doesNotExist();
        }
    }
}
