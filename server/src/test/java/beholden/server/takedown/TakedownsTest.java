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
import beholden.server.source.SourceDesk;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

        assertThat(photos(found)).hasSize(2).doesNotHaveDuplicates();
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

    /// Photos of the same face, each with the link `https://example.org/NAME`.
    private List<Enrolment> crowd(int count, String name) throws IOException {
        FaceEngine engine = work.desk().server().installation().faces();
        Face face = engine.faces(new PhotoDecoder(engine.settings().limits()).decode(FacePhotos.face(), "face"))
                .getFirst();
        Template template = new Template(engine.pack().templateSpace(), face.template());
        List<Enrolment> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "%064x@%s".formatted(i, first);
            crowd.add(new Enrolment(
                    EnrolledFace.of(id + "#1", id, first, new Box(0, 0, 40, 40), 80)
                            .withLink(URI.create("https://example.org/" + name)),
                    template));
        }
        return crowd;
    }

    /// Photos that are found by that link.
    private List<String> found(String name) {
        return photos(work.operator()
                .post("/takedowns", Map.of("link", "https://example.org/" + name))
                .expect(200)
                .json());
    }

    @Test
    void more_than_are_shown_at_once_are_announced() throws Exception {
        List<Enrolment> crowd = crowd(199, "same");
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
        PhotoHash hash = new PhotoHash(Sha256.hex(FacePhotos.face()));
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

    /// Takes photos down, as the page does when the operator has confirmed what was found.
    private Answer confirm(List<String> photos) {
        return work.operator().post("/takedowns/confirm", Map.of("photos", photos, "reason", "r"));
    }

    @Test
    void a_takedown_needs_a_fresh_touch_and_a_reason() throws Exception {
        String photo = photos(find(FacePhotos.face()).json()).getFirst();

        work.operator()
                .post("/takedowns/confirm", Map.of("photos", List.of(photo)))
                .expect(400);
        confirm(List.of()).expect(400);
        confirm(Collections.nCopies(401, "x").stream()
                        .map(x -> x + UUID.randomUUID())
                        .toList())
                .expect(400);
        find("no photo".getBytes(StandardCharsets.UTF_8)).expect(400);
        assertThat(history()).hasSize(1);
        work.operator().get("/takedowns/pictures/" + "0".repeat(64) + ".jpg").expect(404);
        work.desk().clock().putForward(Duration.ofMinutes(6));
        confirm(List.of(photo)).expect(403);

        assertThat(work.gallery().size()).isEqualTo(2);
    }

    @Test
    void nothing_is_taken_down_that_no_look_up_showed() throws Exception {
        String hash = Sha256.hex(FacePhotos.face());
        String shown = photos(findFile(FacePhotos.face()).json()).getFirst();
        byte[] forged = Base64.getUrlDecoder().decode(shown);
        // as if it had been shown a day later
        forged[19]++;

        for (String not : List.of(
                "x",
                "?",
                hash + "@" + first,
                shown.substring(0, 100),
                Base64.getUrlEncoder().withoutPadding().encodeToString(forged))) {
            assertThat(confirm(List.of(shown, not)).expect(400).text("detail"))
                    .contains("shown by no look-up of this installation");
        }

        assertThat(history()).isEmpty();
        assertThat(work.gallery().size()).isEqualTo(2);
    }

    @Test
    void what_was_shown_is_taken_down_for_three_days_and_after_a_restart_too() throws Exception {
        String byFile = photos(findFile(FacePhotos.face()).json()).getFirst();
        String other = photos(findFile(FacePhotos.face()).json()).getLast();

        work.desk().clock().putForward(Duration.ofDays(4));
        work.operator().signIn().expect(200);
        Answer late = confirm(List.of(byFile)).expect(409);
        String again = photos(findFile(FacePhotos.face()).json()).getFirst();
        work.desk().clock().putForward(Duration.ofDays(3));
        work.operator().signIn().expect(200);
        confirm(List.of(again)).expect(200);

        assertThat(late.text("detail")).contains("more than 3 days ago");
        assertThat(confirm(List.of(other)).expect(409).text("detail")).contains("more than 3 days ago");
        assertThat(confirm(List.of(again)).expect(409).text("detail")).contains("not in the gallery any more");
        assertThat(work.gallery().size()).isZero();
    }

    @Test
    void a_thousand_photos_a_day_are_taken_down_whoever_does_it() throws Exception {
        work.gallery().apply(new Change.Builder().enrol(crowd(1001, "many")).build());
        for (int i = 0; i < 2; i++) confirm(found("many")).expect(200);
        List<String> more = found("many");

        confirm(more.subList(0, 200)).expect(200);
        Answer refused = confirm(more.subList(200, 201)).expect(429);
        work.part(AgencyBooks.class)
                .close(work.part(GallerySources.class).book().agency());
        confirm(more.subList(200, 201)).expect(429);

        assertThat(refused.text("detail")).startsWith("1,000 photos a day may be taken down, whoever does it");
        assertThat(Instant.parse(refused.text("again")))
                .isAfter(work.desk().clock().instant());
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(history()).hasSize(3);
        assertThat(work.gallery().size()).isEqualTo(3);
        work.desk().clock().putForward(Duration.ofHours(24));
        work.operator().signIn().expect(200);
        confirm(more.subList(200, 201)).expect(200);
        assertThat(work.gallery().size()).isEqualTo(2);
    }

    @Test
    void no_photo_goes_before_it_is_durable_that_it_was_taken_down() throws Exception {
        List<String> photos = photos(findFile(FacePhotos.face()).json());
        PhotoHash hash = new PhotoHash(Sha256.hex(FacePhotos.face()));
        Path store = Installation.vaultOf(temp).resolve("cells.sqlite");
        Future<Answer> confirmed;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = other.createStatement()) {
            // nothing is recorded while another writes
            statement.execute("BEGIN IMMEDIATE");
            confirmed = clients.submit(() -> confirm(photos));
            while (work.part(Takedowns.class).at(hash).isEmpty()) Thread.onSpinWait();

            work.upkeep();

            assertThat(work.gallery().size()).isEqualTo(2);
            assertThat(work.part(Takedowns.class).all()).isEmpty();
            statement.execute("ROLLBACK");
            confirmed.get().expect(200);
        }
        assertThat(work.gallery().size()).isZero();
        assertThat(work.part(Takedowns.class).all()).containsExactly(hash);
    }
}
