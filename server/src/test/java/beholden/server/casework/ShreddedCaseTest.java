package beholden.server.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestPdf;
import beholden.server.TestServer;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Keyring;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ShreddedCaseTest {
    private static final Map<String, Object> WHY = Map.of("reason", "The time of retention is over.");

    @Test
    void the_photos_and_the_document_go_with_a_case_and_the_records_stay(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            Browser administrator = desk.administrator();
            String id = TestCases.open(desk, examiner);
            String other = search(examiner, TestCases.open(desk, examiner));
            String search = search(examiner, id);
            desk.again(examiner)
                    .header("X-File-Name", "order.pdf")
                    .raw("PUT", "/cases/" + id + "/document", "application/pdf", TestPdf.of("order"))
                    .expect(202);
            for (String picture : pictures(search)) examiner.get(picture).expect(200);
            administrator.post("/cases/" + id + "/shred", WHY).expect(409);
            TestCases.close(examiner, id);
            examiner.post("/cases/" + id + "/shred", WHY).expect(403);
            administrator.post("/cases/" + id + "/shred", Map.of("reason", " ")).expect(400);

            JsonNode shredded = administrator
                    .post("/cases/" + id + "/shred", WHY)
                    .expect(200)
                    .json();

            assertThat(shredded.get("shredded").get("by").get("name").asString())
                    .isEqualTo("Ada Marsh");
            administrator.post("/cases/" + id + "/shred", WHY).expect(409);
            desk.server().restart();
            Browser later = new Browser(desk.origin(), examiner.passkeys().movedTo(desk.origin()));
            later.signIn().expect(200);
            for (String picture : pictures(search)) {
                assertThat(later.get(picture).expect(409).text("detail")).contains("destroyed");
            }
            Answer document = later.get("/cases/" + id + "/document").expect(409);
            assertThat(document.text("detail")).contains("destroyed");
            JsonNode known = later.get("/searches/" + search).expect(200).json();
            assertThat(known.get("probe").get("shredded").asBoolean()).isTrue();
            assertThat(known.get("probe").get("lost").asBoolean()).isFalse();
            assertThat(known.get("probe").get("sha256").asString()).hasSize(64);
            assertThat(known.get("candidates").size()).isPositive();
            later.get("/searches/" + search + "/report.json").expect(200);
            later.get("/searches/" + search + "/report.pdf").expect(200);
            later.get("/searches/" + search + "/proof").expect(200);
            for (String picture : pictures(other)) later.get(picture).expect(200);
        }
    }

    private static String search(Browser examiner, String caseId) throws Exception {
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        return TestCases.search(examiner, caseId, probe, 1).expect(201).text("id");
    }

    private static List<String> pictures(String search) {
        String url = "/searches/" + search;
        return List.of(
                url + "/probe.jpg",
                url + "/probe-crop.jpg",
                url + "/probe-aligned.jpg",
                url + "/probe-aligned/landmarks");
    }

    @Test
    void the_key_goes_with_the_answer_or_when_it_is_asked_again_or_when_the_book_is_read_next(@TempDir Path folder)
            throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Keyring keyring = server.installation().vault().keyring();
            AgencyId agency = keyring.newAgency();
            SignedIn who = new SignedIn(new Member(agency, AccountId.random()), Set.of(Role.EXAMINER));
            AgencyBooks books = server.running().part(AgencyBooks.class);
            Casework casework = server.running().part(Casework.class);
            String why = "The time of retention is over.";

            CaseId first = closed(server, who);
            CaseId other = closed(server, who);
            casework.shred(who, first, why);
            assertThat(keyring.hasFolder(first.folder(agency))).isFalse();
            assertThat(keyring.hasFolder(other.folder(agency))).isTrue();
            assertThatThrownBy(() -> casework.shred(who, first, why)).hasMessageContaining("destroyed already");

            // what the log holds when the server was killed, or gave up, before the key was destroyed
            CaseId second = closed(server, who);
            CaseId third = closed(server, who);
            for (CaseId id : List.of(second, third)) {
                books.of(agency).act(who.account(), happening -> {
                    happening.record(new CaseworkEvent.CaseFilesShredded(id, why));
                    return id;
                });
                assertThat(keyring.hasFolder(id.folder(agency))).isTrue();
            }
            casework.shred(who, second, why);
            assertThat(keyring.hasFolder(second.folder(agency))).isFalse();
            books.close(agency);
            books.of(agency);

            assertThat(keyring.hasFolder(third.folder(agency))).isFalse();
            assertThat(keyring.hasFolder(other.folder(agency))).isTrue();
        }
    }

    /// With a key for files.
    private static CaseId closed(TestServer server, SignedIn who) throws Exception {
        CaseId id = LostDocumentTest.opened(server, who);
        server.running().part(CaseFiles.class).requireRoom(who.agency(), id);
        server.running().part(Casework.class).close(who, id, "Solved");
        return id;
    }
}
