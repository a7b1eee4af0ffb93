package beholden.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.LedgerReader;
import beholden.server.Answer;
import beholden.server.installation.Installation;
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

class SourcesTest {
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
    void a_source_is_registered_shown_listed_and_changed() {
        Map<String, Object> terms = work.terms();
        JsonNode made = work.operator().post("/sources", terms).expect(201).json();
        String id = made.path("id").asString();
        terms.put("name", "Harbour archive, second part");
        terms.put("retentionDays", 30);

        JsonNode changed =
                work.operator().put("/sources/" + id, terms).expect(200).json();

        assertThat(made.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(made.path("jurisdictions")).hasSize(2);
        assertThat(made.path("photos").asInt(-1)).isZero();
        assertThat(changed.path("name").asString()).isEqualTo("Harbour archive, second part");
        assertThat(changed.path("retentionDays").asInt()).isEqualTo(30);
        assertThat(work.shown("/sources/" + id)).isEqualTo(changed);
        assertThat(work.shown("/sources").path("items").path(0).path("id").asString())
                .isEqualTo(id);
        assertThat(work.part(GallerySources.class).name(id)).contains("Harbour archive, second part");
        assertThat(work.part(GallerySources.class).searchable()).containsExactly(id);
    }

    @Test
    void terms_that_cannot_be_are_refused_by_name() {
        Map<String, Object> wrong = Map.of(
                "name",
                " ",
                "owner",
                "x".repeat(201),
                "kind",
                "BORROWED",
                "legalBasis",
                "one\nline",
                "validUntil",
                work.today().minusDays(1).toString(),
                "validFrom",
                "2999-01-01",
                "retentionDays",
                0,
                "jurisdictions",
                List.of("Germany"));

        wrong.forEach((field, value) -> {
            Map<String, Object> terms = work.terms();
            terms.put(field, value);
            Answer refused = work.operator().post("/sources", terms).expect(400);
            if (!field.equals("kind")) assertThat(refused.text("detail")).contains(field.replace("validFrom", "valid"));
        });
        Map<String, Object> lacking = work.terms();
        lacking.remove("contact");
        assertThat(work.operator().post("/sources", lacking).expect(400).text("detail"))
                .isEqualTo("contact: is missing");
    }

    @Test
    void nobody_but_the_operator_has_to_do_with_sources() {
        String id = work.register();

        for (String path : List.of("/sources", "/sources/" + id, "/sources/" + id + "/imports")) {
            work.desk().examiner().get(path).expect(403);
            work.desk().administrator().get(path).expect(403);
            work.desk().stranger().get(path).expect(401);
        }
        work.desk()
                .examiner()
                .post("/takedowns", Map.of("link", "https://example.org"))
                .expect(403);
        for (String none : List.of("0000000000", "no-such", "1-1-1-1-1")) {
            work.operator().get("/sources/" + none).expect(404);
            work.operator().get("/imports/" + none).expect(404);
        }
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
    void a_source_that_ended_takes_no_photos_does_not_change_and_does_not_end_twice() throws Exception {
        String id = work.register();
        Map<String, Object> end = Map.of("reason", "WITHDRAWN", "note", "");
        work.operator().post("/sources/" + id + "/end", end).expect(200);

        work.handIn(id, photos(1)).expect(409);
        work.operator().put("/sources/" + id, work.terms()).expect(409);
        work.operator().post("/sources/" + id + "/end", end).expect(409);
    }

    @Test
    void ending_a_source_needs_a_fresh_touch() {
        String id = work.register();
        work.desk().clock().putForward(Duration.ofMinutes(6));
        Map<String, Object> end = Map.of("reason", "WITHDRAWN", "note", "");

        work.operator().post("/sources/" + id + "/end", end).expect(403);
        work.operator().signIn();
        work.operator().post("/sources/" + id + "/end", end).expect(200);
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
    void a_source_is_not_searched_before_its_first_day() throws Exception {
        Map<String, Object> terms = work.terms();
        terms.put("validFrom", work.today().plusDays(1).toString());
        String id = work.register(terms);

        work.handIn(id, photos(1)).expect(409);
        assertThat(work.part(GallerySources.class).searchable()).isEmpty();
        work.desk().clock().putForward(Duration.ofDays(1));
        assertThat(work.part(GallerySources.class).searchable()).containsExactly(id);
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
        work.gallery().removeSource(id);
        work.gallery().commit();

        work.desk().server().restart();
        work.upkeep();

        Source.Receipt receipt = receiptOf(id);
        assertThat(receipt.faces()).isEqualTo(2);
        assertThat(receipt.left()).isZero();
        assertThat(receipt.imports()).isEqualTo(1);
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }
}
