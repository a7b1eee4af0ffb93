package beholden.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import beholden.gallery.EnrolledFace;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.events.AccountId;
import beholden.server.imports.intake.Archives;
import beholden.server.source.FacePhotos;
import beholden.server.source.Form;
import beholden.server.source.SourceDesk;
import beholden.server.source.SourceId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportsTest {
    @TempDir
    Path temp = Path.of("");

    private SourceDesk work;
    private String source = "";

    @BeforeEach
    void a_source() throws IOException {
        work = SourceDesk.open(temp);
        source = work.register();
    }

    @AfterEach
    void close() throws IOException {
        if (work != null) work.close();
    }

    private List<EnrolledFace> enrolled() throws IOException {
        List<EnrolledFace> faces = new ArrayList<>();
        work.gallery().forEach(faces::add);
        return faces;
    }

    @Test
    void photos_are_handed_in_with_a_manifest_and_reported_one_by_one() throws Exception {
        byte[] face = FacePhotos.face();
        Form form = new Form()
                .text("link", "https://example.org/photos")
                .file("manifest", "list.csv", """
                        file,link,captured,title
                        a.jpg,https://example.org/record/7,2020-05-06,Quay 7
                        """.getBytes(StandardCharsets.UTF_8))
                .file("archive", "photos.zip", Archives.zip(Map.of("a.jpg", face)))
                .file("files", "dir/b c.jpg", FacePhotos.withComment(face, "b"))
                .file("files", "twice.jpg", face)
                .file("files", "=notes.txt", "no photo".getBytes(StandardCharsets.UTF_8))
                .file("files", "../out.jpg", face)
                .file("files", "empty.jpg", new byte[0]);

        JsonNode done = work.imported(source, form);

        assertThat(done.path("state").asString()).isEqualTo("FINISHED");
        assertThat(List.of(
                        done.path("done").asInt(),
                        done.path("total").asInt(),
                        done.path("enrolled").asInt(),
                        done.path("alreadyThere").asInt(),
                        done.path("refused").asInt()))
                .containsExactly(6, 6, 2, 1, 3);
        assertThat(done.path("source").path("name").asString()).isEqualTo("Harbour archive");
        assertThat(enrolled())
                .extracting(
                        EnrolledFace::sourceId,
                        EnrolledFace::title,
                        f -> String.valueOf(f.link()),
                        f -> String.valueOf(f.captureDate()))
                .containsExactlyInAnyOrder(
                        tuple(source, "Quay 7", "https://example.org/record/7", "2020-05-06"),
                        tuple(source, "dir/b c.jpg", "https://example.org/photos/dir/b%20c.jpg", "null"));
        String report = work.operator()
                .get("/imports/" + done.path("id").asString() + "/report.csv")
                .expect(200)
                .text();
        assertThat(report.lines())
                .hasSize(7)
                .anyMatch(line -> line.startsWith("../out.jpg,refused,0,0,../out.jpg: its name leads outside"))
                .anyMatch(line -> line.startsWith("'=notes.txt,refused,0,0,\"'=notes.txt: this is not a photo"))
                .anyMatch(line -> line.startsWith("empty.jpg,refused,0,0,empty.jpg: the file is empty"));
        assertThat(report).doesNotContain(temp.toString());
        assertThat(temp.resolve("imports").resolve(done.path("id").asString()))
                .isDirectoryNotContaining(
                        file -> !Set.of("import.json", "report.csv").contains(String.valueOf(file.getFileName())));
    }

    @Test
    void a_folder_of_the_server_is_imported_only_from_where_imports_may_come_from() throws Exception {
        Path photos = Files.createDirectories(temp.resolve("import/2026/may"));
        Files.write(photos.resolve("a.jpg"), FacePhotos.face());
        Files.writeString(temp.resolve("import/2026/manifest.jsonl"), "{\"file\":\"may/a.jpg\",\"title\":\"May\"}");
        Files.createSymbolicLink(temp.resolve("import/vault"), temp.resolve("vault"));
        String path = "/sources/" + source + "/imports";

        for (String wrong : List.of("../vault", "vault", "/etc", "2026/may/a.jpg", "2025")) {
            assertThat(work.operator()
                            .post(path, Map.of("folder", wrong))
                            .expect(400)
                            .text("detail"))
                    .isEqualTo("folder: there is no such folder among those that may be imported");
        }
        JsonNode done = work.ended(work.operator()
                .post(path, Map.of("folder", "2026", "minQuality", 1))
                .expect(202)
                .text("id"));

        assertThat(done.path("enrolled").asInt()).isEqualTo(1);
        assertThat(done.path("folder").asString()).isEqualTo("2026");
        assertThat(enrolled()).extracting(EnrolledFace::title).containsExactly("May");
        assertThat(photos.resolve("a.jpg")).exists();
    }

    @Test
    void what_is_refused_as_a_whole_leaves_nothing_behind() throws Exception {
        byte[] zip = Archives.zip(Map.of("a.jpg", FacePhotos.face()));
        Map<String, Form> refused = Map.of(
                "cut.zip: is broken in or after a.jpg; nothing was imported",
                new Form().file("archive", "cut.zip", Arrays.copyOf(zip, zip.length / 2)),
                "manifest, line 2: \"yesterday\" is no day like 2026-01-31 since photos are taken",
                new Form()
                        .file("files", "a.jpg", FacePhotos.face())
                        .file("manifest", "m.csv", "file,captured\na.jpg,yesterday".getBytes(StandardCharsets.UTF_8)),
                "there are no files in it; give photos, or an archive of them",
                new Form().text("minQuality", "10"),
                "minQuality: 101; quality goes from 0 to 100",
                new Form().text("minQuality", "101").file("files", "a.jpg", zip),
                "link: give an http or https address of up to 1,000 characters",
                new Form().text("link", "file:///etc").file("files", "a.jpg", zip),
                "the form may have files, archive and manifest as files, and link and minQuality as texts",
                new Form().text("folder", "2026"));

        refused.forEach((says, form) ->
                assertThat(work.handIn(source, form).expect(400).text("detail")).isEqualTo(says));
        work.operator()
                .raw("POST", "/sources/" + source + "/imports", Form.TYPE, "no form".getBytes(StandardCharsets.UTF_8))
                .expect(400);

        assertThat(temp.resolve("imports")).isEmptyDirectory();
        assertThat(work.shown("/sources/" + source + "/imports").path("items")).isEmpty();
    }

    @Test
    void a_form_that_is_cut_short_is_refused_wherever_that_is() throws Exception {
        byte[] whole = new Form().file("files", "a.jpg", FacePhotos.face()).cut();

        for (int length : List.of(whole.length, whole.length - 100, 60)) {
            work.operator()
                    .raw("POST", "/sources/" + source + "/imports", Form.TYPE, Arrays.copyOf(whole, length))
                    .expect(400);
        }
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }

    @Test
    void what_was_shown_but_not_durable_is_not_counted_twice() throws Exception {
        work.part(Imports.class).stop();
        String id = work.handIn(
                        source,
                        new Form()
                                .file("files", "../out.jpg", FacePhotos.face())
                                .file("archive", "p.zip", Archives.zip(FacePhotos.many(3))))
                .expect(202)
                .text("id");
        Import job = work.part(Imports.class).find(ImportId.of(id)).orElseThrow();
        // as a pause notes it before the first photos are committed
        new ImportFolders(temp.resolve("imports"), temp)
                .write(
                        job.order(),
                        job.stand()
                                .at(4, new Tally(2, 0, 0, 0, 1, 2), List.of("../out.jpg"))
                                .in(ImportState.RUNNING));

        work.desk().server().restart();
        ImportStand done = until(id, stand -> stand.state() == ImportState.FINISHED);

        assertThat(done.total()).isEqualTo(4);
        assertThat(done.tally()).isEqualTo(new Tally(3, 0, 0, 0, 1, 3));
        assertThat(done.refusals()).hasSize(1);
    }

    @Test
    void a_form_larger_than_other_requests_may_be_streams_in() throws Exception {
        Form form =
                new Form().file("files", "huge.jpg", new byte[85_000_000]).file("files", "a.jpg", FacePhotos.face());

        JsonNode done = work.imported(source, form);

        assertThat(done.path("enrolled").asInt()).isEqualTo(1);
        assertThat(done.path("refusals").path(0).asString())
                .isEqualTo("huge.jpg: more than 80,000,000 bytes, which is the limit of a photo");
    }

    private String handInMany(int count) throws IOException {
        return work.handIn(source, new Form().file("archive", "many.zip", Archives.zip(FacePhotos.many(count))))
                .expect(202)
                .text("id");
    }

    /// Watches an import as it changes until it is so.
    private ImportStand until(String id, Predicate<ImportStand> so) throws InterruptedException {
        Import job = work.part(Imports.class).find(ImportId.of(id)).orElseThrow();
        Import.Seen seen = job.after(-1, Duration.ofSeconds(60));
        while (!so.test(seen.stand())) {
            long before = seen.version();
            seen = job.after(before, Duration.ofSeconds(60));
            assertThat(seen.version()).as("changes within a minute").isGreaterThan(before);
        }
        return seen.stand();
    }

    /// Act of an operator on an import, such as to pause it.
    private interface Order {
        void to(Import job) throws IOException;
    }

    /// Gives an order once the import has come to its first photo; it can show no other before the order is given.
    private void inItsMidst(String id, Order order) throws Exception {
        Import job = work.part(Imports.class).find(ImportId.of(id)).orElseThrow();
        synchronized (job) {
            while (job.stand().tally().photos() == 0) job.wait();
            order.to(job);
        }
    }

    @Test
    void an_import_is_paused_and_goes_on() throws Exception {
        String id = handInMany(40);

        inItsMidst(id, work.part(Imports.class)::pause);
        ImportStand paused = until(id, stand -> stand.state() == ImportState.PAUSED);
        work.operator().post("/imports/" + id + "/resume").expect(200);
        JsonNode done = work.ended(id);

        assertThat(paused.tally().photos()).isBetween(1, 39);
        assertThat(work.part(Imports.class).isRunning()).isTrue();
        assertThat(done.path("state").asString()).isEqualTo("FINISHED");
        assertThat(done.path("enrolled").asInt()).isEqualTo(40);
        assertThat(done.path("alreadyThere").asInt(-1)).isZero();
        assertThat(work.gallery().size()).isEqualTo(40);
        work.operator().post("/imports/" + id + "/resume").expect(409);
        work.operator().post("/imports/" + id + "/pause").expect(409);
        assertThat(Files.readAllLines(temp.resolve("imports").resolve(id).resolve("report.csv")))
                .hasSize(41);
    }

    /// An import that was paused before its turn came.
    private String paused() throws Exception {
        work.part(Imports.class).stop();
        String id = handInMany(3);
        work.operator().post("/imports/" + id + "/pause").expect(200);
        work.part(Imports.class).start();
        return id;
    }

    private HttpRequest watching(String id) {
        return HttpRequest.newBuilder(work.desk().origin().resolve("/api/v1/imports/" + id + "/events"))
                .header("Cookie", "__Host-session=" + work.operator().cookie("__Host-session"))
                .build();
    }

    @Test
    void whoever_watches_an_import_is_told_at_once() throws Exception {
        String id = paused();
        HttpRequest watch = watching(id);

        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(watch, HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> told =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            String first = told.next();
            work.operator().post("/imports/" + id + "/resume").expect(200);
            String last = first;
            while (told.hasNext()) last = told.next();

            assertThat(first).contains("\"state\":\"PAUSED\"");
            assertThat(last).contains("\"state\":\"FINISHED\"");
        }
    }

    @Test
    void who_watches_for_long_has_to_ask_again() throws Exception {
        String id = paused();
        HttpRequest watch = watching(id);

        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(watch, HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> told =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(told.next()).contains("\"state\":\"PAUSED\"");
            work.desk().clock().putForward(Duration.ofMinutes(6));
            work.part(Imports.class).find(ImportId.of(id)).orElseThrow().wake();

            while (told.hasNext()) assertThat(told.next()).contains("\"state\":\"PAUSED\"");
        }
    }

    @Test
    void a_cancelled_import_keeps_what_it_enrolled_and_drops_the_rest() throws Exception {
        String id = handInMany(40);

        inItsMidst(id, work.part(Imports.class)::cancel);
        JsonNode cancelled = work.ended(id);

        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("done").asInt()).isBetween(1, 39);
        assertThat(work.gallery().size()).isEqualTo(cancelled.path("enrolled").asLong());
        assertThat(temp.resolve("imports").resolve(id).resolve("handed-in")).doesNotExist();
    }

    @Test
    void an_import_goes_on_when_the_server_was_stopped_in_its_midst() throws Exception {
        String id = handInMany(40);
        String next = handInMany(2);
        until(id, stand -> stand.tally().photos() > 0);

        work.desk().server().restart();
        ImportStand done = until(id, stand -> stand.state() == ImportState.FINISHED);
        ImportStand afterIt = until(next, stand -> stand.state() == ImportState.FINISHED);

        assertThat(done.tally()).isEqualTo(new Tally(40, 0, 0, 0, 0, 40));
        assertThat(afterIt.tally()).isEqualTo(new Tally(0, 0, 0, 2, 0, 0));
        assertThat(work.gallery().size()).isEqualTo(40);
    }

    @Test
    void an_import_that_was_killed_between_the_gallery_and_its_note_enrols_nothing_twice() throws Exception {
        String id = handInMany(40);
        Path note = temp.resolve("imports").resolve(id).resolve("import.json");
        inItsMidst(id, work.part(Imports.class)::pause);
        long before =
                until(id, stand -> stand.state() == ImportState.PAUSED).tally().enrolled();
        work.part(Imports.class).stop();
        // the note as it was before the first photo was looked at
        JsonNode old = JsonMapper.shared().readTree(note.toFile());
        ImportOrder order = new ImportOrder(
                ImportId.of(id),
                new SourceId(source),
                AccountId.of(old.path("order").path("by").asString()),
                work.desk().clock().instant(),
                null,
                null,
                0);
        new ImportFolders(temp.resolve("imports"), temp)
                .write(order, ImportStand.waiting(40).in(ImportState.RUNNING));

        work.desk().server().restart();
        ImportStand done = until(id, stand -> stand.state() == ImportState.FINISHED);

        assertThat(before).isPositive();
        assertThat(done.tally().enrolled() + done.tally().alreadyThere()).isEqualTo(40);
        assertThat((long) done.tally().alreadyThere()).isEqualTo(before);
        assertThat(work.gallery().size()).isEqualTo(40);
    }

    @Test
    void what_was_being_handed_in_when_the_server_stopped_is_deleted() throws Exception {
        Path half = Files.createDirectories(temp.resolve("imports/" + ImportId.random() + "/handed-in/photos"));
        Files.write(half.resolve("00000001"), FacePhotos.face());

        work.desk().server().restart();

        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }

    @Test
    void an_import_stops_when_its_source_ends_and_nothing_of_it_stays() throws Exception {
        String id = handInMany(60);
        until(id, stand -> stand.tally().photos() > 0);

        work.endAndRemove(source, "WITHDRAWN", "");

        assertThat(work.gallery().size()).isZero();
        work.operator().get("/imports/" + id).expect(404);
        assertThat(temp.resolve("imports")).isEmptyDirectory();
    }

    @Test
    void an_import_that_failed_says_why_and_can_be_resumed() throws Exception {
        Path photos = Files.createDirectories(temp.resolve("import/x"));
        Files.write(photos.resolve("a.jpg"), FacePhotos.face());
        work.part(Imports.class).stop();
        String id = work.operator()
                .post("/sources/" + source + "/imports", Map.of("folder", "x"))
                .expect(202)
                .text("id");
        Files.move(photos, temp.resolve("import/moved"), StandardCopyOption.ATOMIC_MOVE);

        work.part(Imports.class).start();
        ImportStand failed = until(id, stand -> stand.state() == ImportState.FAILED);
        Files.move(temp.resolve("import/moved"), photos, StandardCopyOption.ATOMIC_MOVE);
        work.operator().post("/imports/" + id + "/resume").expect(200);

        assertThat(failed.problem()).isEqualTo("folder: there is no such folder among those that may be imported");
        assertThat(work.ended(id).path("enrolled").asInt()).isEqualTo(1);
    }

    @Test
    void an_import_whose_note_is_damaged_is_shown_and_can_be_dismissed_and_no_other_is_touched() throws Exception {
        String whole = work.imported(source, new Form().file("files", "a.jpg", FacePhotos.face()))
                .path("id")
                .asString();
        String damaged = paused();
        Path folder = temp.resolve("imports").resolve(damaged);
        Browser operator = work.operator();
        for (String note : List.of("{\"format\":1,", "null", "{\"format\":1}", "")) {
            work.part(Imports.class).stop();
            Files.writeString(folder.resolve("import.json"), note);

            work.desk().server().restart();

            operator = new Browser(
                    work.desk().origin(),
                    operator.passkeys().movedTo(work.desk().origin()));
            operator.signIn().expect(200);
            JsonNode shown = operator.get("/imports/" + damaged).expect(200).json();
            assertThat(shown.path("state").asString()).isEqualTo("DAMAGED");
            assertThat(shown.path("problem").asString()).contains(damaged + "/import.json, is damaged: cancel it");
            assertThat(operator.get("/sources/" + source + "/imports").json().path("items"))
                    .hasSize(2);
            assertThat(operator.get("/imports/" + whole).expect(200).text("state"))
                    .isEqualTo("FINISHED");
        }
        operator.post("/imports/" + damaged + "/resume").expect(409);
        operator.post("/imports/" + damaged + "/pause").expect(409);
        operator.post("/imports/" + damaged + "/cancel").expect(200);

        until(damaged, stand -> stand.state() == ImportState.CANCELLED);
        assertThat(folder.resolve("handed-in")).doesNotExist();
    }

    @Test
    void what_is_noted_of_an_import_is_its_last_change_however_many_change_it_at_once() throws Exception {
        ImportFolders folders = new ImportFolders(temp.resolve("others"), temp);
        ImportOrder order = new ImportOrder(
                ImportId.random(),
                new SourceId(source),
                new AccountId(UUID.randomUUID()),
                work.desk().clock().instant(),
                null,
                null,
                0);
        folders.make(order.id());
        Import job = new Import(order, ImportStand.waiting(0));

        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Callable<@Nullable Void>> counting = Collections.nCopies(2, () -> {
                for (int i = 0; i < 50; i++) {
                    job.change(stand -> stand.at(stand.total() + 1, stand.tally(), List.of()), folders::write);
                }
                return null;
            });
            for (Future<?> done : two.invokeAll(counting)) done.get();
        }

        List<Import> noted = folders.readAll(new ImportLog());
        assertThat(noted)
                .singleElement()
                .satisfies(it -> assertThat(it.stand().total()).isEqualTo(100));
    }

    @Test
    void an_import_that_cannot_write_names_the_file_and_what_is_enrolled_for_good() throws Exception {
        work.part(Imports.class).stop();
        String id = handInMany(2);
        Path report = Files.createDirectories(
                temp.resolve("imports").resolve(id).resolve("report.csv").resolve("in the way"));

        work.part(Imports.class).start();
        ImportStand failed = until(id, stand -> stand.state() == ImportState.FAILED);
        Files.delete(report);
        Files.delete(temp.resolve("imports").resolve(id).resolve("report.csv"));
        work.operator().post("/imports/" + id + "/resume").expect(200);

        assertThat(failed.problem())
                .contains("report.csv")
                .endsWith(
                        "Enrolled for good: 0 faces of 0 photos; 0 of 2 files are done. Mend it, and resume the import.");
        assertThat(work.ended(id).path("enrolled").asInt()).isEqualTo(2);
    }

    @Test
    void an_import_of_one_source_does_not_lead_to_those_of_another() throws Exception {
        String other = work.register();
        String id = work.imported(source, new Form().file("files", "a.jpg", FacePhotos.face()))
                .path("id")
                .asString();

        JsonNode list = work.shown("/sources/" + source + "/imports?limit=1");
        Answer events = work.operator().get("/imports/" + id + "/events");

        assertThat(list.path("items")).hasSize(1);
        assertThat(work.shown("/sources/" + other + "/imports").path("items")).isEmpty();
        assertThat(events.header("content-type")).startsWith("text/event-stream");
        assertThat(events.text()).contains("event:progress");
    }
}
