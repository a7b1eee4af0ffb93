package beholden.faces;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fitness of a face for comparison: components named after ISO/IEC 29794-5, each 0 (useless) to 100.
///
/// The score is that of the weakest component, so that a low score always has a name.
///
/// @param pose turn of the head, null where the pack has no pose network
public record Quality(List<Component> components, @Nullable Pose pose) {

    /// Components of ISO/IEC 29794-5:2025 that are measured here, in its words.
    public enum Measure {
        INTER_EYE_DISTANCE("inter-eye distance"),
        HEAD_POSE_YAW("head pose yaw"),
        HEAD_POSE_PITCH("head pose pitch"),
        HEAD_POSE_ROLL("head pose roll"),
        SHARPNESS("sharpness"),
        UNDER_EXPOSURE_PREVENTION("under-exposure prevention"),
        OVER_EXPOSURE_PREVENTION("over-exposure prevention"),
        DYNAMIC_RANGE("dynamic range"),
        CROP_OF_THE_FACE("crop of the face");

        private final String words;

        Measure(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// @param value measured value in `unit`
    /// @param score 0..100
    public record Component(Measure measure, double value, String unit, int score) {
        public Component {
            if (score < 0 || score > 100)
                throw new IllegalArgumentException(measure + " scores " + score + "; 0 to 100 is possible");
        }
    }

    public Quality {
        components = List.copyOf(components);
        if (components.isEmpty()) throw new IllegalArgumentException("a quality has at least one component");
    }

    /// 0..100.
    public int score() {
        return weakest().score();
    }

    /// The component that decides the score.
    public Component weakest() {
        return components.stream()
                .min(Comparator.comparingInt(Component::score))
                .orElseThrow();
    }

    /// One line for people, such as `quality 12: head pose yaw is 71°`.
    public String verdict() {
        Component weakest = weakest();
        return "quality %d: %s is %.4g%s".formatted(score(), weakest.measure(), weakest.value(), weakest.unit());
    }
}
