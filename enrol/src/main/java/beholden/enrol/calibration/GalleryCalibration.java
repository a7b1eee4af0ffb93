package beholden.enrol.calibration;

import beholden.enrol.KeptMeasures;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.NoRate;
import beholden.gallery.EnrolledFace;
import beholden.gallery.FaceSample;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryDescription;
import beholden.gallery.Progress;
import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import beholden.ground.TypedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file `calibration.json` in a gallery's folder: how often strangers reach a score, measured on its own faces.
///
/// JSON with these fields in their order. The checksum tells damage from other mistakes; it is no signature.
///
/// @param format        1
/// @param gallery       id of the gallery
/// @param pack          template space of its templates
/// @param made          when it was measured
/// @param generation    number of the gallery's commit that was measured
/// @param galleryFaces  faces in the gallery at the time
/// @param faces         faces that were compared with one another
/// @param people        people that they are of, as far as they were recognised
/// @param acrossSources whether pairs of one source were left out
/// @param pairs         pairs that were compared
/// @param mates         pairs of these that were taken for mates
/// @param rates         of the strangers
/// @param sha256        checksum of the file with an empty text in this place
public record GalleryCalibration(
        int format,
        String gallery,
        String pack,
        Instant made,
        long generation,
        long galleryFaces,
        int faces,
        int people,
        boolean acrossSources,
        long pairs,
        long mates,
        Calibration rates,
        String sha256) {
    public static final String FILE = "calibration.json";

    /// Faces that are drawn at most: 200 million pairs, of which 30 show a rate of 1 in seven million.
    static final int MOST_FACES = 20_000;

    /// Faces that are needed: half a million pairs, of which 30 show a rate of 1 in 17,000. With fewer, a stranger who
    /// is expected in one search of seventeen would be beyond what the gallery can show.
    public static final int FEWEST_FACES = 1_000;

    /// People that are needed, so that each block of the sample holds some.
    private static final int FEWEST_PEOPLE = 10 * FaceSample.Scores.BLOCKS;

    private static final int FORMAT = 1;
    private static final int MOST_KNOTS = 1_000;
    private static final int LONGEST_TEXT = 256;
    private static final long MOST_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public GalleryCalibration {
        TypedText.line("gallery", gallery, LONGEST_TEXT);
        TypedText.line("pack", pack, LONGEST_TEXT);
        TypedText.line("fittedOn", rates.fittedOn(), LONGEST_TEXT);
        Objects.requireNonNull(made, "made");
        if (faces < 1 || galleryFaces < faces || people < 1 || people > faces || generation < 0) {
            throw new IllegalArgumentException("the numbers of faces and people do not fit together");
        }
        if (pairs < 1 || mates < 0 || mates > pairs || pairs > (long) faces * (faces - 1) / 2) {
            throw new IllegalArgumentException("the numbers of pairs do not fit together");
        }
        if (rates.scores().size() > MOST_KNOTS) {
            throw new IllegalArgumentException("more than " + MOST_KNOTS + " knots");
        }
        boolean finite = Stream.of(rates.scores(), rates.log10Fmr(), rates.log10Upper())
                .flatMap(List::stream)
                .allMatch(Double::isFinite);
        if (!finite || rates.log10Upper().getFirst() > 0) {
            throw new IllegalArgumentException("a rate is not between 0 and 1");
        }
    }

    /// Measures a gallery. The same committed faces give the same rates.
    ///
    /// @throws CalibrationException if it holds too few faces that rates hold for, or too few people
    public static GalleryCalibration measure(Gallery gallery, Clock clock, Progress progress) throws IOException {
        GalleryDescription described = gallery.describe();
        FaceSample sample = gallery.sample(GalleryCalibration::counts, MOST_FACES);
        if (sample.faces() < FEWEST_FACES) {
            throw new CalibrationException(
                    "%,d of the gallery's %,d faces can be used, and %,d are needed for rates as low as candidates have; until there are so many, the model pack's rates are shown"
                            .formatted(sample.faces(), sample.galleryFaces(), FEWEST_FACES));
        }
        Progress first = (done, total) -> progress.at(done, 3 * total);
        Progress others = (done, total) -> progress.at(total / 2 + done, total / 2 * 3);
        double samePerson = StrangerFit.samePerson(StrangerFit.mixture(sample.scores(first)));
        FaceSample.Scores scores = sample.scores(samePerson, others);
        if (scores.people() < FEWEST_PEOPLE) {
            throw new CalibrationException(
                    "the %,d faces that were drawn seem to be of %,d people, and %,d are needed; the model pack's rates are shown"
                            .formatted(sample.faces(), scores.people(), FEWEST_PEOPLE));
        }
        StrangerFit fit = StrangerFit.of("gallery " + described.id(), scores, sample.pairs());
        return new GalleryCalibration(
                        FORMAT,
                        described.id(),
                        described.pack(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        sample.generation(),
                        sample.galleryFaces(),
                        sample.faces(),
                        scores.people(),
                        sample.acrossSources(),
                        sample.pairs(),
                        Math.round(fit.mates()),
                        fit.calibration(),
                        "")
                .checked();
    }

    /// Whether rates hold for a face: others would be measured and never shown.
    private static boolean counts(EnrolledFace face) {
        return NoRate.of(NoRate.Side.CANDIDATE, KeptMeasures.of(face)) == null;
    }

    /// The calibration in a gallery's folder; null if there is none.
    ///
    /// @param gallery id that it must have
    /// @param pack    template space that it must have
    /// @throws CalibrationException if it is damaged, or of another gallery, template space or format
    public static @Nullable GalleryCalibration read(Path folder, String gallery, String pack) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return null;
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw refused(file, "not a file of up to 1 MiB", null);
        }
        GalleryCalibration found = parse(file);
        if (!found.gallery.equals(gallery)) throw refused(file, "made for another gallery, " + found.gallery, null);
        if (!found.pack.equals(pack)) {
            throw refused(file, "made for templates of " + found.pack + ", and these are of " + pack, null);
        }
        return found;
    }

    private static GalleryCalibration parse(Path file) throws IOException {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            JsonNode format = tree.path("format");
            if (format.isInt() && format.asInt() != FORMAT) {
                throw refused(file, "made in format " + format.asInt() + ", this Beholden reads " + FORMAT, null);
            }
            GalleryCalibration found = JSON.treeToValue(tree, GalleryCalibration.class);
            if (!found.checked().equals(found)) throw refused(file, "incomplete or changed", null);
            return found;
        } catch (JacksonException | NullPointerException e) {
            throw refused(file, "incomplete or changed", e);
        }
    }

    private static CalibrationException refused(Path file, String why, @Nullable Throwable cause) {
        return new CalibrationException(
                file + ": " + why + "; make it anew with: beholden gallery calibrate, or delete it to be shown the"
                        + " model pack's rates",
                cause);
    }

    /// Replaces the calibration in the gallery's folder at once; on disk when this returns.
    public void write(Path folder) throws IOException {
        DurableFile.replacePrivately(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /// The scores at which the pack has rates of 1 in 100, 1 in 1,000 and so on, as far as the gallery's were counted.
    public List<RateDifference> against(Calibration pack) {
        return IntStream.rangeClosed(2, 7)
                .mapToDouble(zeros -> Math.pow(10, -zeros))
                .map(pack::threshold)
                .filter(score -> score <= Math.min(pack.dataEnd(), rates.dataEnd()))
                .mapToObj(score -> new RateDifference(score, pack.falseMatchRate(score), rates.falseMatchRate(score)))
                .toList();
    }

    private GalleryCalibration checked() {
        String checksum = Sha256.hex(JSON.writeValueAsBytes(with("")));
        return with(checksum);
    }

    private GalleryCalibration with(String checksum) {
        return new GalleryCalibration(
                format,
                gallery,
                pack,
                made,
                generation,
                galleryFaces,
                faces,
                people,
                acrossSources,
                pairs,
                mates,
                rates,
                checksum);
    }
}
