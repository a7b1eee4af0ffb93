package beholden.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.cli.Cli;
import beholden.cli.TestPhotos;
import beholden.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportTest {
    @TempDir
    Path temp = Path.of("");

    private Object[] importing(Object... more) {
        Object[] start = {"gallery", "import", "--source", "test", "--gallery", temp.resolve("g"), "--key", key()};
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
    }

    private Path key() {
        return temp.resolve("keys/g.key");
    }

    @Test
    void photos_are_enrolled_once_however_often_they_are_imported() {
        Path photo = Cli.sample(6);

        Cli.Result first = Cli.run(importing(photo, "--json"));
        Cli.Result second = Cli.run(importing(photo, "--json"));

        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("its key is " + key());
        assertThat(first.json().path("photos").path("enrolled").asInt()).isEqualTo(1);
        assertThat(first.json().path("facesEnrolled").asInt()).isEqualTo(4);
        assertThat(second.status()).isZero();
        assertThat(second.json().path("photos").path("alreadyThere").asInt()).isEqualTo(1);
        assertThat(second.json().path("facesEnrolled").asInt()).isZero();
        assertThat(second.json().path("galleryFaces").asInt()).isEqualTo(4);
    }

    @Test
    void bad_files_are_refused_by_name_and_good_ones_among_them_go_in() throws IOException {
        Path photos = Files.createDirectories(temp.resolve("photos/deep/er"));
        byte[] face = TestPhotos.oneFace();
        Files.write(photos.resolve("good.jpg"), face);
        Files.write(photos.resolve("same again.jpg"), face);
        Files.write(photos.resolve("no picture.png"), TestPhotos.withComment(face, "wrong name, right content"));
        Files.write(photos.resolve("empty.jpg"), new byte[0]);
        Files.write(photos.resolve("half.jpg"), TestPhotos.cutInHalf(face));
        Files.write(photos.resolve("huge.png"), TestPhotos.pngOfSize(15_000, 15_000));
        Files.writeString(photos.resolve("=cmd|'calc'!A1.jpg"), "no photo");
        Files.writeString(photos.resolve("line\nbreak \u001b[31m.jpg"), "no photo");
        Files.writeString(photos.resolve(".hidden.jpg"), "no photo");
        Files.write(Files.createDirectory(photos.resolve(".hidden")).resolve("in it.jpg"), face);
        Files.createSymbolicLink(photos.resolve("loop"), temp.resolve("photos"));
        Path report = temp.resolve("report.csv");

        Cli.Result done = Cli.run(importing(temp.resolve("photos"), "--report", report));

        assertThat(done.status()).isZero();
        assertThat(done.out())
                .containsPattern("enrolled +\\| +2 \\| 2 faces")
                .containsPattern("already there +\\| +1 ")
                .containsPattern("refused +\\| +5 ")
                .contains("Not looked at: 1 hidden file, 1 hidden folder, 1 link to a folder.")
                .contains("huge.png: 15,000 × 15,000 pixels is over the limit of 66 megapixels for PNG")
                .doesNotContain("\u001b", "break\n");
        assertThat(outcomes(report))
                .hasSize(8)
                .containsEntry("good.jpg", "enrolled")
                .containsEntry("empty.jpg", "refused")
                .containsEntry("half.jpg", "refused")
                .containsEntry("=cmd|'calc'!A1.jpg", "refused");
    }

    @Test
    void what_of_a_file_was_not_looked_at_is_said() throws IOException {
        byte[] face = TestPhotos.oneFace();
        Path pages = Files.write(temp.resolve("pages.tif"), TestPhotos.pages(face, 3));
        Path photo = Files.write(temp.resolve("photo.jpg"), face);
        Path report = temp.resolve("report.csv");

        Cli.Result done = Cli.run(importing(pages, "--report", report));
        Cli.Result detected = Cli.run("faces", "detect", pages);
        Cli.Result compared = Cli.run("faces", "compare", pages, photo, "--json");
        Cli.Result searched = Cli.run("gallery", "search", pages, "--gallery", temp.resolve("g"), "--key", key());

        String remark = "only the first of its 3 pages was read";
        assertThat(done.status()).isZero();
        assertThat(report).content().contains("pages.tif,enrolled,1,0," + remark + ",");
        assertThat(detected.out()).contains("Note: " + remark + ".");
        assertThat(compared.json().path("a").path("remark").asString()).isEqualTo(remark);
        assertThat(compared.json().path("b").path("remark").isNull()).isTrue();
        assertThat(searched.out()).contains("Note: " + remark + ".");
    }

    @Test
    void the_limits_of_photos_are_options() throws IOException {
        Path photo = Files.write(temp.resolve("photo.jpg"), TestPhotos.oneFace());

        assertThat(Cli.run("faces", "detect", photo, "--max-file", "0.001").err())
                .contains("is over the limit of 1,000 bytes");
        assertThat(Cli.run("faces", "detect", photo, "--max-pixels", "0.1").err())
                .contains("330 × 360 pixels is over the limit of 0.1 megapixels");
        assertThat(Cli.run("faces", "detect", photo, "--max-side", "350").err())
                .contains("330 × 360 pixels is over the limit of 350 pixels a side");
        Cli.Result halved = Cli.run("faces", "detect", photo, "--max-pixels", "1", "--held-pixels", "0.1");
        assertThat(halved.out())
                .contains("330 × 360 pixels, 1 face", "it was looked at at 1/2 of its width and height");
        assertThat(Cli.run("faces", "detect", photo, "--held-pixels", "1").status())
                .isEqualTo(ExitStatus.USAGE);
    }

    private static Map<String, String> outcomes(Path report) throws IOException {
        try (Reader in = Files.newBufferedReader(report)) {
            return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).stream()
                    .collect(Collectors.toMap(
                            row -> String.valueOf(Path.of(row.get("file")).getFileName()), row -> row.get("outcome")));
        }
    }

    @Test
    void an_import_that_finds_no_photo_says_so_by_its_status() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Path refused = Files.createDirectory(temp.resolve("refused"));
        Files.writeString(refused.resolve("a.jpg"), "no photo");

        assertThat(Cli.run(importing(empty)).status()).isEqualTo(ExitStatus.NOTHING_FOUND);
        assertThat(Cli.run(importing(refused)).status()).isEqualTo(ExitStatus.NOTHING_FOUND);
    }

    @Test
    void faces_below_the_wanted_quality_are_left_out_and_counted() {
        Cli.Result some = Cli.run(importing(Cli.sample(2), "--min-quality", 50, "--json"));
        Cli.Result none = Cli.run(importing(Cli.sample(3), "--min-quality", 100, "--json"));

        assertThat(some.json().path("facesEnrolled").asInt()).isEqualTo(2);
        assertThat(some.json().path("facesLeftOut").asInt()).isEqualTo(1);
        assertThat(none.json().path("photos").path("lowQuality").asInt()).isEqualTo(1);
    }

    @Test
    void an_import_that_is_killed_goes_on_where_it_was_without_duplicates() throws Exception {
        Path photos = TestPhotos.folderOf(temp.resolve("many"), 200);
        Path report = temp.resolve("report.csv");
        String[] arguments = Stream.of(importing(photos, "--report", report))
                .map(String::valueOf)
                .toArray(String[]::new);

        for (int committed = 64; committed <= 192; committed += 64) {
            Files.deleteIfExists(report);
            Process running = new ProcessBuilder(Cli.process((Object[]) arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("log").toFile())
                    .start();
            while (running.isAlive() && linesOf(report) <= committed) running.waitFor(5, TimeUnit.MILLISECONDS);
            running.destroyForcibly().waitFor();
            assertThat(linesOf(report))
                    .as(Files.readString(temp.resolve("log")))
                    .isGreaterThan(committed);
        }
        JsonNode last = Cli.run(importing(photos, "--json")).json();
        Cli.Result verified = Cli.run("gallery", "verify", "--gallery", temp.resolve("g"), "--key", key());

        assertThat(last.path("photos").path("alreadyThere").asInt()).isGreaterThanOrEqualTo(192);
        assertThat(last.path("galleryFaces").asInt()).isEqualTo(200);
        assertThat(verified.status()).as(verified.out()).isZero();
    }

    private static int linesOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @Test
    void an_interrupted_import_keeps_what_it_did_and_says_so() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs signals");
        Path photos = TestPhotos.folderOf(temp.resolve("many"), 160);
        Path report = temp.resolve("report.csv");
        Process running = new ProcessBuilder(Cli.process(importing(photos, "--report", report)))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
        while (running.isAlive() && linesOf(report) <= 64) running.waitFor(5, TimeUnit.MILLISECONDS);

        // SIGTERM, which the command takes as it takes Ctrl-C.
        running.destroy();
        int status = running.waitFor();

        assertThat(status).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(Files.readString(temp.resolve("log"))).contains("Stopping after", "run the same command again");
        JsonNode info = Cli.run("gallery", "info", "--json", "--gallery", temp.resolve("g"), "--key", key())
                .json();
        assertThat(info.path("faces").asInt()).isBetween(64, 159);
        assertThat(linesOf(report)).isEqualTo(info.path("faces").asInt() + 1);
    }

    @Test
    void links_lead_to_the_file_or_below_a_given_address_or_nowhere() throws IOException {
        Path photos = Files.createDirectories(temp.resolve("p/a b"));
        Files.write(photos.resolve("ü&1.jpg"), TestPhotos.oneFace());

        List<String> links = Stream.of(List.of(), List.of("--link", "https://site/x"), List.of("--link", "none"))
                .map(link -> {
                    Path gallery = temp.resolve("g" + link.size() + link.hashCode());
                    Object[] where = {"--gallery", gallery, "--key", gallery + ".key"};
                    Object[] what = {"gallery", "import", temp.resolve("p"), "--source", "s"};
                    Cli.run(Stream.of(what, where, link.toArray())
                            .flatMap(Stream::of)
                            .toArray());
                    Object[] search = {"gallery", "search", photos.resolve("ü&1.jpg"), "--json"};
                    return Cli.run(Stream.of(search, where).flatMap(Stream::of).toArray())
                            .json()
                            .path("candidates")
                            .path(0)
                            .path("link")
                            .asString();
                })
                .toList();

        assertThat(links.get(0)).startsWith("file:///").endsWith("/p/a%20b/%C3%BC&1.jpg");
        assertThat(links.get(1)).isEqualTo("https://site/x/a%20b/%C3%BC&1.jpg");
        assertThat(links.get(2)).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_refused_before_anything_is_made() {
        Cli.Result result = Cli.run(importing(temp.resolve("nowhere")));

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err()).contains("nowhere: there is no such file or folder");
        assertThat(temp.resolve("g")).doesNotExist();
    }

    @Test
    void a_key_inside_the_gallery_is_refused() {
        Cli.Result result = Cli.run(
                "gallery",
                "import",
                temp,
                "--source",
                "s",
                "--gallery",
                temp.resolve("g"),
                "--key",
                temp.resolve("g/secret.key"));

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err()).contains("lies in the gallery that it protects");
    }
}
