package beholden.server.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.TestPdf;
import beholden.server.TestServer;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostDocumentTest {

    @Test
    void a_case_says_that_its_document_was_lost_with_a_killed_server_and_takes_it_again(@TempDir Path folder)
            throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            SignedIn who = new SignedIn(
                    new Member(server.installation().vault().keyring().newAgency(), AccountId.random()),
                    Set.of(Role.EXAMINER));
            CaseId id = opened(server, who);
            // what the log holds when the server was killed before all chunks were written
            server.running().part(AgencyBooks.class).of(who.agency()).act(who.account(), happening -> {
                happening.record(
                        new CaseworkEvent.DocumentReceived(id, 1, "order.pdf", DocumentType.PDF, 9, new byte[32]));
                return id;
            });
            server.restart();
            Casework later = server.running().part(Casework.class);
            Documents documents = server.running().part(Documents.class);

            Case of = later.find(who, id);
            assertThat(documents.isLost(who, of, Objects.requireNonNull(of.document())))
                    .isTrue();
            assertThatThrownBy(() -> documents.get(who, of, Objects.requireNonNull(of.document())))
                    .hasMessageContaining("Send it again");

            Case again = documents.put(who, id, DocumentType.PDF, "order.pdf", TestPdf.of("order"));
            assertThat(again.document()).extracting(Document::number).isEqualTo(2);
            assertThat(documents.isLost(who, later.find(who, id), Objects.requireNonNull(again.document())))
                    .isFalse();
            assertThat(documents.get(who, later.find(who, id), Objects.requireNonNull(again.document())))
                    .asString()
                    .isEqualTo(TestPdf.text("order"));
        }
    }

    @Test
    void searches_rest_on_an_earlier_version_when_a_newer_one_is_lost(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            SignedIn who = new SignedIn(
                    new Member(server.installation().vault().keyring().newAgency(), AccountId.random()),
                    Set.of(Role.EXAMINER));
            CaseId id = opened(server, who);
            SearchRules rules = server.running().part(SearchRules.class);
            AgencyBook book = server.running().part(AgencyBooks.class).of(who.agency());
            Case sealed = server.running()
                    .part(Documents.class)
                    .put(who, id, DocumentType.PDF, "order.pdf", TestPdf.of("order"));
            while (rules.authority(book, id) == null) Thread.onSpinWait();

            // what the log holds of a version that was never sealed
            book.act(who.account(), happening -> {
                happening.record(
                        new CaseworkEvent.DocumentReceived(id, 2, "newer.pdf", DocumentType.PDF, 9, new byte[32]));
                return id;
            });

            String first = Objects.requireNonNull(sealed.document()).sha256();
            assertThat(rules.authority(book, id)).isEqualTo(first);
            Case now = server.running().part(Casework.class).find(who, id);
            assertThat(now.authority(version -> version.number() == 2)).isNull();
        }
    }

    static CaseId opened(TestServer server, SignedIn who) {
        return server.running()
                .part(Casework.class)
                .open(
                        who,
                        new CaseRequest(
                                "2026/9",
                                "arson",
                                "Order of a prosecutor",
                                "FR",
                                "Seen on the roof before the fire.",
                                LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC),
                                null))
                .id();
    }
}
