package beholden.server.removal;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Change;
import beholden.ledger.LedgerReader;
import beholden.server.installation.Installation;
import beholden.server.source.FacePhotos;
import beholden.server.source.Form;
import beholden.server.source.GallerySources;
import beholden.server.source.Source;
import beholden.server.source.SourceDesk;
import beholden.server.source.SourceId;
import beholden.server.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UpkeepTest {
    @TempDir
    Path temp = Path.of("");

    private SourceDesk work;

    @BeforeEach
    void an_operator_at_work() throws IOException {
        work = SourceDesk.open(temp);
    }

    @AfterEach
    void close() throws IOException {
        if (work != null) work.close();
    }

    private Form photos(int count) throws IOException {
        Form form = new Form();
        FacePhotos.many(count).forEach((name, bytes) -> form.file("files", name, bytes));
        return form;
    }

    @Test
    void the_faces_of_an_ended_source_vanish_at_once_and_are_removed_with_a_receipt_in_the_ledger() throws Exception {
        String kept = work.register();
        String ended = work.register();
        work.imported(kept, photos(2));
        work.imported(ended, photos(3));
        byte[] probe = FacePhotos.face();
        assertThat(work.candidates(probe)).hasSize(5);

        work.operator()
                .post("/sources/" + ended + "/end", Map.of("reason", "OBJECTION", "note", "Upheld on appeal"))
                .expect(200);
        List<?> atOnce = work.candidates(probe);
        work.upkeep();

        assertThat(atOnce).hasSize(2);
        JsonNode shown = work.shown("/sources/" + ended);
        assertThat(shown.path("state").asString()).isEqualTo("REMOVED");
        assertThat(shown.path("ended").path("reason").asString()).isEqualTo("OBJECTION");
        assertThat(shown.path("faces").asInt(-1)).isZero();
        assertThat(shown.path("photos").asInt(-1)).isZero();
        JsonNode receipt = shown.path("removalReceipt");
        assertThat(List.of(
                        receipt.path("photos").asInt(),
                        receipt.path("facesBefore").asInt(),
                        receipt.path("facesAfter").asInt(),
                        receipt.path("galleryBefore").asInt(),
                        receipt.path("galleryAfter").asInt(),
                        receipt.path("imports").asInt()))
                .containsExactly(3, 3, 0, 5, 2, 1);
        Path ledger = Installation.vaultOf(temp).resolve("ledger");
        Source.Receipt record = receiptOf(ended);
        assertThat(LedgerReader.at(ledger, LedgerReader.checkpoint(ledger))
                        .entry(receipt.path("ledger").path("entry").asLong()))
                .isEqualTo(work.part(GallerySources.class)
                        .book()
                        .ledgerEntries(record.event())
                        .getFirst());
        assertThat(receipt.path("ledger").path("checkpoint").asString()).startsWith("example.org/vault\n");
        assertThat(work.shown("/sources/" + ended + "/imports").path("items")).isEmpty();
        assertThat(work.gallery().facesBySource()).containsOnlyKeys(kept);
        assertThat(temp.resolve("removals")).isEmptyDirectory();
    }

    private Source.Receipt receiptOf(String id) {
        Source source =
                work.part(GallerySources.class).now().find(new SourceId(id)).orElseThrow();
        return Objects.requireNonNull(source.receipt());
    }

    @Test
    void a_source_expires_when_its_last_day_is_over() throws Exception {
        Map<String, Object> terms = work.terms();
        LocalDate last = work.today().plusDays(2);
        terms.put("validUntil", last.toString());
        String id = work.register(terms);
        work.imported(id, photos(1));
        Sources sources = work.part(GallerySources.class).now();
        assertThat(sources.active(last)).containsExactly(id);
        assertThat(sources.active(last.plusDays(1))).isEmpty();

        work.desk().clock().putForward(Duration.ofDays(3));
        List<?> beforeItIsNoticed = work.candidates(FacePhotos.face());
        work.upkeep();

        assertThat(beforeItIsNoticed).isEmpty();
        Source source = sources.find(new SourceId(id)).orElseThrow();
        assertThat(source.end())
                .isNotNull()
                .satisfies(end -> assertThat(end.reason()).isEqualTo(Source.Reason.EXPIRED));
        assertThat(source.receipt()).isNotNull();
        assertThat(work.gallery().size()).isZero();
    }

    /// A wrong clock for a hundred seconds once ended every source.
    @Test
    void a_clock_that_jumps_ends_no_source() throws Exception {
        String id = work.register();
        work.imported(id, photos(1));
        work.desk().server().restartGuarded();
        work.upkeep();

        for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-400).minusHours(1))) {
            work.desk().clock().putForward(jump);
            work.upkeep();

            Source source =
                    work.part(GallerySources.class).now().find(new SourceId(id)).orElseThrow();
            assertThat(source.end()).isNull();
            assertThat(work.gallery().size()).isEqualTo(1);
            assertThat(work.part(GallerySources.class).searchable()).containsExactly(id);
        }
        work.desk().server().restart();
        assertThat(work.part(GallerySources.class).searchable()).containsExactly(id);
    }

    @Test
    void a_source_expires_also_while_the_server_is_stopped() throws Exception {
        Map<String, Object> terms = work.terms();
        terms.put("validUntil", work.today().toString());
        String id = work.register(terms);
        work.imported(id, photos(1));

        work.desk().clock().putForward(Duration.ofDays(1));
        work.desk().server().restart();
        work.upkeep();

        assertThat(work.part(GallerySources.class)
                        .now()
                        .find(new SourceId(id))
                        .orElseThrow()
                        .stateOn(work.today()))
                .isEqualTo(Source.State.REMOVED);
        assertThat(work.gallery().size()).isZero();
    }

    @Test
    void photos_leave_when_they_were_kept_as_long_as_they_may() throws Exception {
        Map<String, Object> terms = work.terms();
        terms.put("retentionDays", 10);
        String brief = work.register(terms);
        String lasting = work.register();
        work.imported(brief, photos(1));
        work.imported(lasting, photos(1));

        work.desk().clock().putForward(Duration.ofDays(10));
        work.upkeep();
        long onTheLastDay = work.gallery().size();
        work.desk().clock().putForward(Duration.ofDays(1));
        work.upkeep();

        assertThat(onTheLastDay).isEqualTo(2);
        assertThat(work.gallery().facesBySource()).containsOnlyKeys(lasting);
        assertThat(work.part(GallerySources.class).searchable()).containsExactlyInAnyOrder(brief, lasting);
    }

    @Test
    void a_removal_that_was_broken_off_is_finished_after_the_next_start_and_counts_what_there_was() throws Exception {
        String id = work.register();
        work.imported(id, photos(2));
        work.part(Upkeep.class).stop();
        work.operator()
                .post("/sources/" + id + "/end", Map.of("reason", "WITHDRAWN", "note", ""))
                .expect(200);
        // as far as a removal comes that stops right before its receipt
        Files.writeString(
                temp.resolve("removals").resolve(id + ".json"),
                "{\"photos\":2,\"faces\":2,\"gallery\":2,\"imports\":1}");
        work.gallery().apply(new Change.Builder().removeSource(id).build());

        work.desk().server().restart();
        work.upkeep();

        Source.Receipt receipt = receiptOf(id);
        assertThat(receipt.faces()).isEqualTo(2);
        assertThat(receipt.left()).isZero();
        assertThat(receipt.imports()).isEqualTo(1);
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }
}
