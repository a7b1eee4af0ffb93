package beholden.server.takedown;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.PhotoDecoder;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Template;
import beholden.ground.Sha256;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.events.AgencyBooks;
import beholden.server.imports.Imports;
import beholden.server.installation.Installation;
import beholden.server.probes.PhotoTurns;
import beholden.server.refusal.Refusal;
import beholden.server.source.FacePhotos;
import beholden.server.source.Form;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoHash;
import beholden.server.source.PhotoId;
import beholden.server.source.SourceDesk;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TakedownsTest {
    @TempDir
    Path temp = Path.of("");

    private SourceDesk work;
    private String first = "";
    private String second = "";

    @BeforeEach
    void the_same_photo_in_two_sources() throws IOException {
        work = SourceDesk.open(temp);
        first = work.register();
        second = work.register();
        work.imported(first, form());
        work.imported(second, form());
    }

    @AfterEach
    void close() throws IOException {
        if (work != null) work.close();
    }

    private static Form form() throws IOException {
        return new Form().text("link", "https://example.org/p").file("files", "a.jpg", FacePhotos.face());
    }

    private Answer findFile(byte[] photo) {
        return work.operator()
                .raw(
                        "POST",
                        "/takedowns",
                        Form.TYPE,
                        new Form().file("photo", "p.jpg", photo).end());
    }

    private Answer find(byte[] photo) {
        return findFaces(work.operator(), photo, "Asked for by the person");
    }

    private static Answer findFaces(Browser operator, byte[] photo, String reason) {
        byte[] form =
                new Form().text("reason", reason).file("photo", "p.jpg", photo).end();
        return operator.raw("POST", "/takedowns/faces", Form.TYPE, form);
    }

    private JsonNode history() {
        return work.operator().get("/takedowns").expect(200).json().path("items");
    }

    private static List<String> photos(JsonNode answer) {
        return answer.path("found")
                .valueStream()
                .map(found -> found.path("photo").asString())
                .toList();
    }

    @Test
    void a_photo_is_found_by_its_link() {
        JsonNode found = work.operator()
                .post("/takedowns", Map.of("link", "https://example.org/p/a.jpg"))
                .expect(200)
                .json();

        assertThat(photos(found)).hasSize(2).allMatch(id -> id.endsWith("@" + first) || id.endsWith("@" + second));
        assertThat(found.path("found").path(0).path("source").asString()).isEqualTo("Harbour archive");
        String thumbnail = found.path("found").path(0).path("thumbnail").asString();
        Answer picture = work.operator().get(thumbnail.replace("/api/v1", "")).expect(200);
        assertThat(picture.header("content-type")).isEqualTo("image/jpeg");
        assertThat(picture.body()).startsWith(0xFF, 0xD8);
    }

    @Test
    void a_photo_is_found_by_its_bytes_which_tells_nothing_of_who_is_on_it() throws Exception {
        JsonNode same = findFile(FacePhotos.face()).expect(200).json();

        assertThat(photos(same)).hasSize(2);
        assertThat(photos(findFile(FacePhotos.sameFaceAgain()).expect(200).json()))
                .isEmpty();
        assertThat(history()).isEmpty();
    }

    @Test
    void a_photo_is_found_by_a_face_on_another_photo_and_no_name_is_told_with_it() throws Exception {
        byte[] photo = FacePhotos.sameFaceAgain();

        JsonNode alike = find(photo).expect(200).json();

        assertThat(photos(alike))
                .containsExactlyInAnyOrderElementsOf(
                        photos(findFile(FacePhotos.face()).json()));
        alike.path("found")
                .forEach(found ->
                        assertThat(found.propertyNames()).containsOnly("photo", "source", "captured", "thumbnail"));
        assertThat(alike.toString()).doesNotContain("score", "example.org", "a.jpg");
        JsonNode recorded = history().path(0);
        assertThat(recorded.path("what").asString()).isEqualTo("FACES_LOOKED_FOR");
        assertThat(recorded.path("sha256").asString()).isEqualTo(Sha256.hex(photo));
        assertThat(recorded.path("reason").asString()).isEqualTo("Asked for by the person");
        assertThat(recorded.path("by").asString()).isEqualTo("Operator");
    }

    @Test
    void a_face_is_looked_for_by_a_fresh_touch_for_a_reason_and_on_a_photo_of_few_alone() throws Exception {
        byte[] photo = FacePhotos.face();
        byte[] silent = new Form().file("photo", "p.jpg", photo).end();
        work.operator().raw("POST", "/takedowns/faces", Form.TYPE, silent).expect(400);
        findFaces(work.operator(), photo, " ").expect(400);
        findFaces(work.operator(), photo, "x".repeat(501)).expect(400);
        findFaces(work.operator(), photo, "\u202e").expect(400);
        findFaces(work.operator(), new byte[30 << 20], "broken and huge").expect(400);
        Answer crowd = find(FacePhotos.collage()).expect(400);
        work.desk().clock().putForward(Duration.ofMinutes(6));

        assertThat(find(photo).expect(403).text("type")).isEqualTo("urn:beholden:touch-needed");

        assertThat(crowd.text("detail"))
                .endsWith("faces are on it, and at most 5 are looked for at once; cut it to those");
        assertThat(history()).isEmpty();
    }

    @Test
    void twenty_faces_a_day_are_looked_for_whoever_does_it_and_however_often_the_server_starts() throws Exception {
        byte[] photo = FacePhotos.withoutFace();
        for (int i = 0; i < 20; i++) find(photo).expect(200);

        Answer refused = find(photo).expect(429);
        // the log is read anew, as after a start
        work.part(AgencyBooks.class)
                .close(work.part(GallerySources.class).book().agency());
        find(photo).expect(429);

        assertThat(refused.text("detail")).contains("20 photos a day", "the next one from ");
        assertThat(Instant.parse(refused.text("again")))
                .isAfter(work.desk().clock().instant());
        assertThat(history()).hasSize(20);
        findFile(photo).expect(200);
        work.desk().clock().putForward(Duration.ofHours(24));
        work.operator().signIn().expect(200);
        find(photo).expect(200);
    }

    @Test
    void a_photo_to_be_found_waits_in_the_line_of_the_photos_that_are_searched() throws Exception {
        PhotoTurns line = work.part(PhotoTurns.class);
        AgencyId operator = work.part(Installation.class).operator();
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Boolean> all = new ExecutorCompletionService<>(clients);
            // two at once, 32 that wait, and one too many
            for (int i = 0; i < 35; i++) {
                all.submit(() -> line.take(operator, FacePhotos.face(), "photo", _ -> {
                    end.await();
                    return true;
                }));
            }
            Future<Boolean> refused = all.take();

            Answer busy = find(FacePhotos.face());
            end.countDown();

            assertThat(refused.exceptionNow()).isInstanceOf(Refusal.Busy.class);
            assertThat(busy.expect(503).header("retry-after")).isEqualTo("10");
        } finally {
            end.countDown();
        }
        find(FacePhotos.face()).expect(200);
    }

    @Test
    void a_photo_that_is_taken_down_leaves_all_sources_and_never_comes_back() throws Exception {
        byte[] face = FacePhotos.face();
        String photo = photos(find(face).json()).getFirst();
        assertThat(work.candidates(face)).hasSize(2);

        JsonNode removed = work.operator()
                .post("/takedowns/confirm", Map.of("photos", List.of(photo), "reason", "Asked for by the person"))
                .expect(200)
                .json();
        JsonNode again = work.imported(first, form());

        assertThat(removed.path("faces").asInt()).isEqualTo(2);
        assertThat(work.candidates(face)).isEmpty();
        assertThat(photos(find(face).json())).isEmpty();
        assertThat(again.path("enrolled").asInt(-1)).isZero();
        assertThat(again.path("refusals").path(0).asString()).isEqualTo("a.jpg: taken down on " + work.today());
        assertThat(work.imported(first, new Form().file("files", "b.jpg", FacePhotos.withComment(face, "b")))
                        .path("enrolled")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_was_handed_in_again_and_stands_still_is_deleted_too() throws Exception {
        byte[] face = FacePhotos.face();
        String photo = photos(find(face).json()).getFirst();
        work.part(Imports.class).stop();
        String still = work.handIn(first, form().file("files", "b.jpg", FacePhotos.withComment(face, "b")))
                .expect(202)
                .text("id");
        work.operator().post("/imports/" + still + "/pause").expect(200);
        work.operator()
                .post("/takedowns/confirm", Map.of("photos", List.of(photo), "reason", "Asked for by the person"))
                .expect(200);

        work.upkeep();

        assertThat(temp.resolve("imports/" + still + "/handed-in/photos"))
                .isDirectoryNotContaining("glob:**00000001")
                .isDirectoryContaining("glob:**00000002");
        work.part(Imports.class).start();
        work.operator().post("/imports/" + still + "/resume").expect(200);
        JsonNode done = work.ended(still);
        assertThat(done.path("enrolled").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void more_than_are_shown_at_once_are_announced() throws Exception {
        FaceEngine engine = work.desk().server().installation().faces();
        Face face = engine.faces(new PhotoDecoder(engine.settings().limits()).decode(FacePhotos.face(), "face"))
                .getFirst();
        Template template = new Template(engine.pack().templateSpace(), face.template());
        List<Enrolment> crowd = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            String id = "%064x@%s".formatted(i, first);
            crowd.add(new Enrolment(
                    EnrolledFace.of(id + "#1", id, first, new Box(0, 0, 40, 40), 80)
                            .withLink(URI.create("https://example.org/same")),
                    template));
        }
        work.gallery().apply(new Change.Builder().enrol(crowd.subList(0, 197)).build());
        JsonNode fits = find(FacePhotos.face()).expect(200).json();
        work.gallery().apply(new Change.Builder().enrol(crowd.subList(197, 199)).build());
        JsonNode more = find(FacePhotos.face()).expect(200).json();

        assertThat(photos(fits)).hasSize(199);
        assertThat(fits.path("more").asBoolean(true)).isFalse();
        assertThat(photos(more)).hasSizeBetween(200, 201);
        assertThat(more.path("more").asBoolean()).isTrue();
        assertThat(work.operator()
                        .post("/takedowns", Map.of("link", "https://example.org/same"))
                        .expect(200)
                        .json()
                        .path("more")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void what_comes_back_by_a_backup_is_taken_down_again() throws Exception {
        PhotoHash hash = PhotoId.parse(photos(find(FacePhotos.face()).json()).getFirst())
                .map(PhotoId::hash)
                .orElseThrow();
        // as after a server that stopped between the record and the removal
        work.part(GallerySources.class)
                .act(
                        null,
                        (_, happening) ->
                                happening.record(new TakedownEvent.PhotosTakenDown(List.of(hash), "for a test")));

        work.desk().server().restart();
        work.upkeep();

        assertThat(work.gallery().size()).isZero();
    }

    @Test
    void a_takedown_needs_a_fresh_touch_a_reason_and_photos_that_were_found() throws Exception {
        String photo = photos(find(FacePhotos.face()).json()).getFirst();
        Map<String, Object> right = Map.of("photos", List.of(photo), "reason", "r");

        for (String none : List.of("x", "0".repeat(64) + "@" + first, photo + "x")) {
            work.operator()
                    .post("/takedowns/confirm", Map.of("photos", List.of(photo, none), "reason", "r"))
                    .expect(404);
        }
        work.operator()
                .post("/takedowns/confirm", Map.of("photos", List.of(photo)))
                .expect(400);
        work.operator()
                .post("/takedowns/confirm", Map.of("photos", List.of(), "reason", "r"))
                .expect(400);
        find("no photo".getBytes(StandardCharsets.UTF_8)).expect(400);
        assertThat(history()).hasSize(1);
        work.operator().get("/takedowns/pictures/" + "0".repeat(64) + ".jpg").expect(404);
        work.desk().clock().putForward(Duration.ofMinutes(6));
        work.operator().post("/takedowns/confirm", right).expect(403);

        assertThat(work.gallery().size()).isEqualTo(2);
    }
}
