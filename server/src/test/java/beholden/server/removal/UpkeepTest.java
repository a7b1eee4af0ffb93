package beholden.server.removal;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Change;
import beholden.ledger.LedgerReader;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
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
    void an_ended_source_is_removed_when_somebody_else_confirms_it_with_a_receipt_in_the_ledger() throws Exception {
        String kept = work.register();
        String ended = work.register();
        work.imported(kept, photos(2));
        work.imported(ended, photos(3));
        byte[] probe = FacePhotos.face();
        assertThat(work.candidates(probe)).hasSize(5);

        work.endAndRemove(ended, "OBJECTION", "Upheld on appeal");

        assertThat(work.candidates(probe)).hasSize(2);
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

    private JsonNode ended(String source) {
        return work.operator()
                .post("/sources/" + source + "/end", Map.of("reason", "WITHDRAWN", "note", "By mistake"))
                .expect(200)
                .json();
    }

    private Source source(String id) {
        return work.part(GallerySources.class).now().find(new SourceId(id)).orElseThrow();
    }

    @Test
    void the_faces_of_an_ended_source_are_seen_no_more_and_kept_for_three_days() throws Exception {
        String id = work.register();
        work.imported(id, photos(1));
        byte[] probe = FacePhotos.face();
        String before = work.search(probe);

        JsonNode ended = ended(id);
        work.upkeep();

        assertThat(ended.path("state").asString()).isEqualTo("LEAVING");
        assertThat(ended.path("ended").path("by").path("id").asString()).isEqualTo(Desk.idOf(work.operator()));
        assertThat(ended.path("ended").path("removedOn").asString())
                .isEqualTo(work.today().plusDays(3).toString());
        assertThat(work.candidates(probe)).isEmpty();
        Browser examiner = work.desk().examiner();
        examiner.get(before + "/candidates/1/crop.jpg").expect(404);
        JsonNode earlier = examiner.get(before).expect(200).json();
        assertThat(earlier.path("candidates").path(0).path("removed").asBoolean())
                .isTrue();
        work.desk().clock().putForward(Duration.ofDays(2));
        work.upkeep();
        assertThat(work.gallery().size()).isEqualTo(1);
        work.desk().clock().putForward(Duration.ofDays(1));
        work.upkeep();
        assertThat(work.gallery().size()).isZero();
        assertThat(receiptOf(id).faces()).isEqualTo(1);
    }

    @Test
    void a_source_that_ended_by_mistake_is_restored_and_searched_again() throws Exception {
        String id = work.register();
        work.imported(id, photos(1));
        ended(id);
        work.upkeep();

        JsonNode restored = work.operator()
                .post("/sources/" + id + "/restore", Map.of("reason", "The wrong source"))
                .expect(200)
                .json();
        work.desk().clock().putForward(Duration.ofDays(4));
        work.upkeep();

        assertThat(restored.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(restored.path("ended").isNull()).isTrue();
        assertThat(work.candidates(FacePhotos.face())).hasSize(1);
    }

    @Test
    void a_source_that_expired_is_restored_once_its_authority_lasts_longer() throws Exception {
        Map<String, Object> terms = work.terms();
        terms.put("validUntil", work.today().toString());
        String id = work.register(terms);
        work.imported(id, photos(1));
        work.desk().clock().putForward(Duration.ofDays(1));
        work.upkeep();
        work.operator().signIn().expect(200);

        Answer atOnce = work.desk()
                .anotherOperator()
                .post("/sources/" + id + "/removal")
                .expect(409);
        Answer early = work.operator()
                .post("/sources/" + id + "/restore", Map.of("reason", "Prolonged"))
                .expect(409);
        terms.put("validUntil", work.today().plusYears(1).toString());
        work.operator().put("/sources/" + id, terms).expect(200);
        List<?> beforeItIsRestored = work.candidates(FacePhotos.face());
        work.operator()
                .post("/sources/" + id + "/restore", Map.of("reason", "Prolonged"))
                .expect(200);
        work.upkeep();

        assertThat(atOnce.text("detail"))
                .endsWith("it is removed on " + work.today().plusDays(3) + ".");
        assertThat(early.text("detail")).endsWith("is over; give it a later one first.");
        assertThat(beforeItIsRestored).isEmpty();
        assertThat(source(id).end()).isNull();
        assertThat(work.candidates(FacePhotos.face())).hasSize(1);
    }

    private Source.Receipt receiptOf(String id) {
        return Objects.requireNonNull(source(id).receipt());
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
        assertThat(source(id).end())
                .isNotNull()
                .satisfies(end -> assertThat(end.reason()).isEqualTo(Source.Reason.EXPIRED));
        assertThat(work.gallery().size()).isEqualTo(1);
        work.desk().clock().putForward(Duration.ofDays(3));
        work.upkeep();
        assertThat(source(id).receipt()).isNotNull();
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
            work.desk().clock().set(jump);
            work.upkeep();

            assertThat(source(id).end()).isNull();
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

        for (int days : List.of(1, 3)) {
            work.desk().clock().putForward(Duration.ofDays(days));
            work.desk().server().restart();
            work.upkeep();
        }

        assertThat(source(id).stateOn(work.today())).isEqualTo(Source.State.REMOVED);
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
    void a_shorter_retention_acts_when_the_days_of_grace_are_over() throws Exception {
        Map<String, Object> terms = work.terms();
        String id = work.register(terms);
        work.imported(id, photos(1));
        work.desk().clock().putForward(Duration.ofDays(2));
        work.operator().signIn().expect(200);
        terms.put("retentionDays", 1);
        work.operator().put("/sources/" + id, terms).expect(200);

        work.upkeep();
        work.desk().clock().putForward(Duration.ofDays(2));
        work.upkeep();
        long inTheDaysOfGrace = work.gallery().size();
        work.desk().clock().putForward(Duration.ofDays(1));
        work.upkeep();

        assertThat(inTheDaysOfGrace).isEqualTo(1);
        assertThat(work.gallery().size()).isZero();
    }

    @Test
    void a_removal_that_was_broken_off_is_finished_after_the_next_start_and_counts_what_there_was() throws Exception {
        String id = work.register();
        work.imported(id, photos(2));
        work.part(Upkeep.class).stop();
        ended(id);
        work.desk().anotherOperator().post("/sources/" + id + "/removal").expect(200);
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
