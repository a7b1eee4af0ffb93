package beholden.server.probes;

import beholden.faces.Quality;
import beholden.faces.Quality.Component;
import java.util.Comparator;
import java.util.List;

/// Warnings to an examiner about a face before it is searched, in plain words.
final class Advice {
    /// Components below this are worth a word.
    private static final int POOR = 50;

    /// Below this a mate will often be missed.
    private static final int BAD = 25;

    private Advice() {}

    /// The warnings, the worst first; empty for a face that nothing is wrong with.
    static List<String> on(Quality quality) {
        return quality.components().stream()
                .filter(component -> component.score() < POOR)
                .sorted(Comparator.comparingInt(Component::score))
                .map(Advice::sentence)
                .toList();
    }

    private static String sentence(Component component) {
        double value = component.value();
        String fact = switch (component.measure()) {
            case INTER_EYE_DISTANCE -> "small: %.0f pixels between the eyes, 64 or more are good".formatted(value);
            case HEAD_POSE_YAW -> "turn: %.0f° yaw".formatted(Math.abs(value));
            case HEAD_POSE_PITCH -> "nod: %.0f° pitch".formatted(Math.abs(value));
            case HEAD_POSE_ROLL -> "tilt: %.0f° roll".formatted(Math.abs(value));
            case SHARPNESS -> "blur: few fine details are left";
            case UNDER_EXPOSURE_PREVENTION -> "dark: %.0f %% of the face is too dark".formatted(value);
            case OVER_EXPOSURE_PREVENTION -> "glare: %.0f %% of the face is too bright".formatted(value);
            case DYNAMIC_RANGE -> "flat: light and dark differ little";
            case CROP_OF_THE_FACE -> "cut off: %.0f %% of the face is outside the photo".formatted(value);
        };
        return fact + (component.score() < BAD ? "; expect misses" : "; some mates may be missed");
    }
}
