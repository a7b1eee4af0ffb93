package beholden.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Change;
import beholden.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void a_view_of_a_source_shows_its_photos_as_kept_and_does_not_count_them() throws Exception {
        String id = work.register();
        work.shown("/sources/" + id);
        work.imported(id, photos(2));
        int afterTheImport = work.shown("/sources/" + id).path("photos").asInt();

        work.gallery().apply(new Change.Builder().removeSource(id).build());

        assertThat(afterTheImport).isEqualTo(2);
        assertThat(work.shown("/sources/" + id).path("photos").asInt()).isEqualTo(2);
        work.part(PhotoCounts.class).recount();
        assertThat(work.shown("/sources/" + id).path("photos").asInt()).isZero();
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
    void a_source_that_ended_takes_no_photos_does_not_change_and_does_not_end_twice() throws Exception {
        String id = work.register();
        Map<String, Object> end = Map.of("reason", "WITHDRAWN", "note", "");
        work.operator().post("/sources/" + id + "/end", end).expect(200);

        work.handIn(id, photos(1)).expect(409);
        work.operator().post("/sources/" + id + "/end", end).expect(409);
        assertThat(work.operator()
                        .post("/sources/" + id + "/removal")
                        .expect(409)
                        .text("detail"))
                .isEqualTo(
                        "You ended this source, or count as one person with whoever did; somebody else has to confirm"
                                + " its removal. Without that, it is removed on "
                                + work.today().plusDays(3) + ".");
        work.desk().anotherOperator().post("/sources/" + id + "/removal").expect(200);
        for (String late : List.of("/removal", "/restore")) {
            work.operator()
                    .post("/sources/" + id + late, Map.of("reason", "Too late"))
                    .expect(409);
        }
        work.operator().put("/sources/" + id, work.terms()).expect(409);
    }

    @Test
    void a_source_that_never_ended_is_neither_removed_nor_restored() {
        String id = work.register();

        work.operator().post("/sources/" + id + "/removal").expect(409);
        work.operator()
                .post("/sources/" + id + "/restore", Map.of("reason", "It is here"))
                .expect(409);
    }

    @Test
    void changing_and_ending_a_source_need_a_fresh_touch() {
        String id = work.register();
        work.desk().clock().putForward(Duration.ofMinutes(6));
        Map<String, Object> end = Map.of("reason", "WITHDRAWN", "note", "");

        work.operator().put("/sources/" + id, work.terms()).expect(403);
        work.operator().post("/sources/" + id + "/end", end).expect(403);
        work.operator().signIn();
        work.operator().put("/sources/" + id, work.terms()).expect(200);
        work.operator().post("/sources/" + id + "/end", end).expect(200);
    }

    @Test
    void a_source_with_a_receipt_is_not_restored_though_no_beginning_of_its_removal_was_recorded() {
        String id = work.register();
        work.operator()
                .post("/sources/" + id + "/end", Map.of("reason", "WITHDRAWN", "note", ""))
                .expect(200);
        SourceEvent receipt = new SourceEvent.RemovalFinished(new SourceId(id), 0, 0, 0, 0, 0, 0);
        work.part(GallerySources.class).act(null, (_, happening) -> happening.record(receipt));

        Answer late = work.operator()
                .post("/sources/" + id + "/restore", Map.of("reason", "Too late"))
                .expect(409);

        assertThat(late.text("detail")).contains("cannot be stopped");
        assertThat(work.shown("/sources/" + id).path("state").asString()).isEqualTo("REMOVED");
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
}
