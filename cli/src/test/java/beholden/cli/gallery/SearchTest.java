package beholden.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.HelpTexts;
import beholden.cli.TestPhotos;
import beholden.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SearchTest {
    private static final Pattern FORBIDDEN =
            Pattern.compile("(?i)\\b(?<!false )match(?! rate)\\w*|\\bhits?\\b|\\bidentified\\b");

    @TempDir
    static Path temp = Path.of("");

    @BeforeAll
    static void a_gallery_of_two_sources() {
        Cli.run(args("import", Cli.sample(3), "--source", "three"));
        Cli.run(args("import", Cli.sample(5), "--source", "five"));
    }

    private static Object[] args(String command, Object... more) {
        Object[] start = {"gallery", command, "--gallery", temp.resolve("g"), "--key", temp.resolve("g.key")};
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
    }

    @Test
    void the_mate_leads_by_far_and_every_face_was_compared() {
        Cli.Result result = Cli.run(args("search", Cli.sample(1), "--face", 3, "--json"));

        JsonNode candidates = result.json().path("candidates");
        assertThat(result.status()).isZero();
        assertThat(result.json().path("compared").asInt()).isEqualTo(8);
        assertThat(candidates).hasSize(8);
        assertThat(candidates.path(0).path("title").asString()).isEqualTo("sample3.jpg");
        assertThat(candidates.path(0).path("faceId").asString()).endsWith("@three#2");
        assertThat(candidates.path(0).path("score").asDouble()).isBetween(0.65, 0.78);
        assertThat(candidates.path(1).path("score").asDouble()).isBetween(0.30, 0.45);
    }

    @Test
    void a_probe_that_is_too_small_has_no_rates_but_the_reason() throws IOException {
        Path small = Files.write(temp.resolve("small.jpg"), TestPhotos.smallFace());
        Path sheet = temp.resolve("small.html");

        Cli.Result table = Cli.run(args("search", small, "--html", sheet));
        JsonNode candidates = Cli.run(args("search", small, "--json")).json().path("candidates");

        assertThat(table.out())
                .containsPattern("none, probe: eyes 1\\d pixels apart, 20 needed")
                .doesNotContain("1 in ");
        assertThat(Files.readString(sheet))
                .containsPattern("none, probe: eyes 1\\d pixels apart, 20 needed")
                .doesNotContain("would be expected");
        assertThat(candidates).isNotEmpty().allSatisfy(candidate -> {
            assertThat(candidate.path("likelihood").isNull()).isTrue();
            assertThat(candidate.path("noRate").path("reason").asString()).isEqualTo("too_small");
            assertThat(candidate.path("noRate").path("face").asString()).isEqualTo("probe");
        });
    }

    @Test
    void a_candidate_that_is_too_small_has_no_rate_and_others_have() throws IOException {
        Path photos = Files.createDirectories(temp.resolve("sizes"));
        Path small = Files.write(photos.resolve("small.jpg"), TestPhotos.smallFace());
        Path large = Files.write(photos.resolve("large.jpg"), TestPhotos.oneFace());
        Object[] gallery = {"--gallery", temp.resolve("s"), "--key", temp.resolve("s.key")};
        Cli.run(Stream.concat(Stream.of("gallery", "import", photos, "--source", "sizes"), Stream.of(gallery))
                .toArray());

        JsonNode candidates = Cli.run(Stream.concat(Stream.of("gallery", "search", large, "--json"), Stream.of(gallery))
                        .toArray())
                .json()
                .path("candidates");
        JsonNode compared = Cli.run("faces", "compare", large, small, "--json").json();
        Cli.Result inWords = Cli.run("faces", "compare", large, small);

        assertThat(candidates).hasSize(2);
        assertThat(candidates.path(0).path("title").asString()).isEqualTo("large.jpg");
        assertThat(candidates.path(0).path("likelihood").isObject()).isTrue();
        assertThat(candidates.path(0).path("noRate").isNull()).isTrue();
        assertThat(candidates.path(1).path("likelihood").isNull()).isTrue();
        assertThat(candidates.path(1).path("noRate").path("face").asString()).isEqualTo("candidate");
        assertThat(compared.path("noRate").path("reason").asString()).isEqualTo("too_small");
        assertThat(inWords.out()).containsPattern("False match rate   none, B: eyes 1\\d pixels apart");
    }

    @Test
    void a_search_can_be_narrowed() {
        JsonNode without = Cli.run(args("search", Cli.sample(1), "--face", 3, "--json", "--source-out", "three"))
                .json();
        JsonNode within = Cli.run(args("search", Cli.sample(1), "--face", 3, "--json", "--source-in", "three"))
                .json();
        JsonNode later = Cli.run(args("search", Cli.sample(1), "--face", 3, "--json", "--taken-from", "2016-01-01"))
                .json();

        assertThat(without.path("compared").asInt()).isEqualTo(5);
        assertThat(within.path("compared").asInt()).isEqualTo(3);
        assertThat(within.path("galleryFaces").asInt()).isEqualTo(8);
        assertThat(later.path("compared").asInt()).isEqualTo(3);
    }

    @Test
    void a_probe_with_several_faces_is_not_guessed_at() {
        Cli.Result unnamed = Cli.run(args("search", Cli.sample(1)));
        Cli.Result beyond = Cli.run(args("search", Cli.sample(1), "--face", 4));

        assertThat(unnamed.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(unnamed.err())
                .contains("3 faces; say which one with --face N")
                .contains("weakest part");
        assertThat(beyond.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(beyond.err()).contains("--face 4: there are 3 faces");
    }

    @Test
    void a_probe_without_a_face_finds_nothing() throws IOException {
        Path blank = temp.resolve("blank.png");
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(300, 200, java.awt.image.BufferedImage.TYPE_INT_RGB),
                "png",
                blank.toFile());

        Cli.Result result = Cli.run(args("search", blank));

        assertThat(result.status()).isEqualTo(ExitStatus.NOTHING_FOUND);
        assertThat(result.err()).contains("blank.png: no face found");
    }

    @Test
    void a_broken_probe_is_refused_in_one_line() throws IOException {
        Path broken = Files.writeString(temp.resolve("broken.jpg"), "no photo");

        Cli.Result result = Cli.run(args("search", broken));

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("broken.jpg: this is not a photo");
    }

    @Test
    void a_gallery_that_is_open_elsewhere_is_named_as_busy() throws Exception {
        GalleryOption option = GalleryOption.of(temp.resolve("g"), temp.resolve("g.key"));

        Cli.Result result;
        try (var _ = option.open()) {
            result = Cli.run(args("search", Cli.sample(1), "--face", 3));
        }

        assertThat(result.status()).isEqualTo(ExitStatus.IN_USE_OR_DAMAGED);
        assertThat(result.err()).contains("in use by another process");
    }

    @Test
    void the_contact_sheet_shows_the_candidates_and_loads_nothing() throws IOException {
        Path sheet = temp.resolve("sheet.html");

        Cli.run(args("search", Cli.sample(1), "--face", 3, "--html", sheet));

        String html = Files.readString(sheet);
        assertThat(html)
                .contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
                .contains("Candidate 8", "sample3.jpg", "8 faces compared, of 8 in the gallery")
                .doesNotContain("{{", "<script", "src=\"http", "url(");
        assertThat(html.split("src=\"data:image/jpeg;base64,", -1).length - 1).isEqualTo(1 + 3 * 8);
        assertThat(html.split("<img", -1)).hasSameSizeAs(html.split("alt=\"", -1));
    }

    @Test
    void hostile_titles_stay_text_on_the_contact_sheet() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("hostile"));
        String name = "\"><script>alert('1')&amp;\u202Egpj.jpg";
        Files.write(folder.resolve(name), TestPhotos.oneFace());
        Object[] gallery = {"--gallery", temp.resolve("h"), "--key", temp.resolve("h.key")};
        Path sheet = temp.resolve("hostile.html");

        Cli.run(Stream.concat(
                        Stream.of("gallery", "import", folder, "--source", "<b>x</b>", "--link", "https://s/?a=\"b"),
                        Stream.of(gallery))
                .toArray());
        Cli.run(Stream.concat(
                        Stream.of("gallery", "import", folder, "--source", "<b>x</b>", "--link", "https://s/'"),
                        Stream.of(gallery))
                .toArray());
        Cli.Result result = Cli.run(
                Stream.concat(Stream.of("gallery", "search", folder.resolve(name), "--html", sheet), Stream.of(gallery))
                        .toArray());

        String html = Files.readString(sheet);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("\u202E");
        assertThat(html)
                .contains("&lt;script&gt;alert(", "&lt;b&gt;x&lt;/b&gt;")
                .doesNotContain("<script", "<b>x", "\u202E", "href=\"https://s/'");
    }

    @Test
    void results_are_never_called_what_they_are_not() throws IOException {
        Path sheet = temp.resolve("words.html");

        Cli.Result table = Cli.run(args("search", Cli.sample(1), "--face", 3, "--html", sheet));
        Cli.Result json = Cli.run(args("search", Cli.sample(1), "--face", 3, "--json"));
        Cli.Result compared = Cli.run("faces", "compare", Cli.sample(1), Cli.sample(3));

        String html = Files.readString(sheet).replaceAll("base64,[^\"]*", "");
        assertThat(FORBIDDEN
                        .matcher(table.out() + table.err() + html + json.out() + compared.out())
                        .results()
                        .map(found -> found.group()))
                .isEmpty();
        assertThat(HelpTexts.all().values())
                .allSatisfy(help ->
                        assertThat(FORBIDDEN.matcher(help).find()).as(help).isFalse());
    }
}
