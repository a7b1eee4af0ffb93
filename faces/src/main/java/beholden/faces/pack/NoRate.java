package beholden.faces.pack;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reason why a score has no rate: a face is not one of those that the rates were measured for, or it is not known
/// whether it is.
///
/// docs/calibration.md says for which faces the rates hold, and where the bounds come from.
///
/// @param face    the face that it is about; null where it is about none
/// @param because for people, such as `eyes 14 pixels apart, 20 needed`
public record NoRate(Reason reason, @Nullable Side face, String because) implements ScoreMeaning {

    public enum Reason {
        /// The eyes are too near to each other.
        TOO_SMALL,
        /// The quality is so low that the eyes may be too near to each other, and their distance was not kept.
        PERHAPS_TOO_SMALL,
        /// The face leaned to a side as it was read.
        TILTED,
        /// The check of faces is not sure of it, as where a face is covered, dark or turned away.
        DOUBTFUL,
        /// The face has left the gallery, and with it what a rate rests on.
        REMOVED,
        /// No rates of the pack that made the score are known.
        UNCALIBRATED
    }

    public enum Side {
        PROBE,
        CANDIDATE;

        public String inWords() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final NoRate UNCALIBRATED =
            new NoRate(Reason.UNCALIBRATED, null, "those of the model pack are not known here");

    /// Pixels between the eyes.
    private static final float LEAST_EYES = 20;

    /// Quality from which on the eyes are known to be so far apart: the quality is the least of its components, and
    /// an eye distance of 20 pixels scores 21.
    private static final int LARGE_ENOUGH = 22;

    /// Degrees. A face that leans farther was not read in the view in which it is upright.
    private static final float MOST_TILT = 45;

    /// Log odds. Of the faces that nothing covers, nearly all have more; of covered ones, many have less.
    private static final float LEAST_EVIDENCE = 1;

    /// The reason that lies in a face; null if there is none.
    ///
    /// @param measures null if the face has left the gallery
    public static @Nullable NoRate of(Side side, @Nullable FaceMeasures measures) {
        if (measures == null) return new NoRate(Reason.REMOVED, side, "left the gallery");
        Float eyes = measures.eyes();
        if (eyes == null && measures.quality() < LARGE_ENOUGH) {
            return new NoRate(
                    Reason.PERHAPS_TOO_SMALL,
                    side,
                    "quality %d, eyes perhaps under %.0f pixels apart".formatted(measures.quality(), LEAST_EYES));
        }
        if (eyes != null && !(eyes >= LEAST_EYES)) {
            return new NoRate(
                    Reason.TOO_SMALL,
                    side,
                    "eyes %.0f pixels apart, %.0f needed".formatted(Math.floor(eyes), LEAST_EYES));
        }
        Float tilt = measures.tilt();
        if (tilt != null && !(Math.abs(tilt) <= MOST_TILT)) {
            return new NoRate(
                    Reason.TILTED,
                    side,
                    "leans %.0f° as it was read, %.0f° at most".formatted(Math.ceil(Math.abs(tilt)), MOST_TILT));
        }
        Float evidence = measures.evidence();
        if (evidence != null && !(evidence >= LEAST_EVIDENCE)) {
            return new NoRate(Reason.DOUBTFUL, side, "hardly known as a face; perhaps covered, dark or turned away");
        }
        return null;
    }

    /// The whole reason, such as `probe: eyes 14 pixels apart, 20 needed`.
    public String text() {
        return face == null ? because : face.inWords() + ": " + because;
    }
}
