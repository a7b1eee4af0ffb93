package beholden.cli.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.bench.MeasuredPeople;
import beholden.bench.People;
import beholden.cli.Cli;
import beholden.cli.TestPhotos;
import beholden.cli.terminal.ExitStatus;
import beholden.faces.pack.ModelPack;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
import beholden.gallery.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `beholden gallery calibrate`, and what other commands make of it.
class CalibrateTest {
    private static final People PEOPLE = new MeasuredPeople(1);

    @TempDir
    Path temp = Path.of("");

    private Object[] args(String command, Object... more) {
        Object[] start = {"gallery", command, "--gallery", temp.resolve("g"), "--key", temp.resolve("g.key")};
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
    }

    private Path calibration() {
        return temp.resolve("g").resolve("calibration.json");
    }

    private static String space() throws IOException {
        return ModelPack.read(Cli.modelsFolder()).templateSpace();
    }

    private static Change enrolling(int from, int until) throws IOException {
        String space = space();
        List<Enrolment> faces = IntStream.range(from, until)
                .mapToObj(i -> new Enrolment(
                        EnrolledFace.of("f" + i, "p" + i, "s", new Box(0, 0, 9, 9), 80),
                        new Template(space, PEOPLE.probe(i))))
                .toList();
        return new Change.Builder().enrol(faces).build();
    }

    private void galleryOf(int faces) throws IOException {
        try (GalleryKey key = GalleryKey.generate()) {
            key.save(temp.resolve("g.key"));
            try (Gallery gallery =
                    Gallery.create(temp.resolve("g"), key, new GallerySettings(space(), PEOPLE.dimension()))) {
                gallery.apply(enrolling(0, faces));
            }
        }
    }

    private void add(int from, int until) throws IOException {
        try (GalleryKey key = GalleryKey.load(temp.resolve("g.key"));
                Gallery gallery = Gallery.open(temp.resolve("g"), key, space())) {
            gallery.apply(enrolling(from, until));
        }
    }

    private Path probe() throws IOException {
        return Files.write(temp.resolve("probe.jpg"), TestPhotos.oneFace());
    }

    @Test
    void a_calibrated_gallery_shows_its_own_rates() throws IOException {
        galleryOf(1_200);
        JsonNode before = Cli.run(args("search", probe(), "--json")).json();

        Cli.Result made = Cli.run(args("calibrate"));
        JsonNode after = Cli.run(args("search", probe(), "--json")).json();
        Cli.Result shown = Cli.run(args("search", probe(), "--html", temp.resolve("sheet.html")));

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("Compared 719,400 pairs of 1,200 faces, of about 1,200 people.")
                .contains("Taken for one person and left out: 0 pairs")
                .contains("1 in 1,000")
                .contains("Searches of this gallery by command now show these rates.");
        assertThat(before.path("calibration").isNull()).isTrue();
        assertThat(after.path("calibration").path("pairs").asLong()).isEqualTo(719_400);
        double packs = rate(before);
        assertThat(rate(after)).isNotEqualTo(packs).isCloseTo(packs, within(packs));
        assertThat(shown.out()).contains("Rates were measured on this gallery's own faces, 719,400 pairs, on 20");
        assertThat(Files.readString(temp.resolve("sheet.html"))).contains("Rates were measured on this gallery");
    }

    private static double rate(JsonNode search) {
        return search.path("candidates")
                .path(0)
                .path("likelihood")
                .path("falseMatchRate")
                .asDouble();
    }

    @Test
    void info_says_how_much_the_gallery_has_grown_since_and_calibrating_again_begins_anew() throws IOException {
        galleryOf(1_000);
        assertThat(Cli.run(args("info")).out())
                .contains("Rates      the model pack's; make the gallery's own with: beholden gallery calibrate");

        JsonNode made = Cli.run(args("calibrate", "--json")).json();
        add(1_000, 1_250);
        Cli.Result grown = Cli.run(args("info"));
        Cli.run(args("calibrate"));
        JsonNode again = Cli.run(args("info", "--json")).json();

        assertThat(made.path("calibration").path("faces").asInt()).isEqualTo(1_000);
        assertThat(made.path("differences").size()).isPositive();
        assertThat(grown.out()).contains(" of 1,000 faces; since then 250 faces more");
        assertThat(again.path("calibration").path("galleryFaces").asInt()).isEqualTo(1_250);
        assertThat(Cli.run(args("verify")).status()).isZero();
        Cli.run(args("rekey"));
        assertThat(Cli.run(args("info")).out()).contains(" of 1,250 faces; since then the gallery has as many");
    }

    @Test
    void a_small_gallery_has_no_calibration_and_keeps_the_packs_rates() throws IOException {
        galleryOf(999);

        Cli.Result refused = Cli.run(args("calibrate"));

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("999 of the gallery's 999 faces can be used, and 1,000 are needed");
        assertThat(calibration()).doesNotExist();
    }

    @Test
    void a_damaged_calibration_is_refused_by_searches_told_by_info_and_made_anew() throws IOException {
        galleryOf(1_000);
        Cli.run(args("calibrate"));
        Files.writeString(calibration(), Files.readString(calibration()).replaceFirst("-3\\.", "-4."));

        Cli.Result searched = Cli.run(args("search", probe()));
        Cli.Result info = Cli.run(args("info"));
        Cli.Result made = Cli.run(args("calibrate"));

        assertThat(searched.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(searched.err())
                .contains("calibration.json: incomplete or changed; make it anew with: beholden gallery calibrate");
        assertThat(info.status()).isZero();
        assertThat(info.out()).contains("calibration.json: incomplete or changed");
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(Cli.run(args("search", probe())).status()).isZero();
    }

    @Test
    void rates_far_from_the_packs_are_warned_of() throws IOException {
        galleryOf(1_000);
        Path pack = temp.resolve("pack");
        Files.createDirectories(pack);
        Files.writeString(pack.resolve("pack.json"), withHigherScores());

        Cli.Result made = Cli.run(args("calibrate", "--pack", pack));

        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.err()).contains("differ by more than a factor of two");
    }

    /// The default pack's description, as if strangers scored higher than they do.
    private static String withHigherScores() throws IOException {
        ObjectNode pack = (ObjectNode)
                JsonMapper.shared().readTree(Files.readString(Cli.modelsFolder().resolve("pack.json")));
        ObjectNode rates = (ObjectNode) pack.path("calibration");
        ArrayNode scores = (ArrayNode) rates.path("scores");
        for (int i = 0; i < scores.size(); i++) scores.set(i, scores.get(i).asDouble() + 0.05);
        rates.put("dataEnd", rates.path("dataEnd").asDouble() + 0.05);
        return pack.toString();
    }
}
