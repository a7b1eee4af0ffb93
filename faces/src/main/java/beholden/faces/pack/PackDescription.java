package beholden.faces.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contents of a `pack.json`.
///
/// @param id          short name, letters, digits, dots and dashes
/// @param title       one line for people
/// @param landmarks   absent where the detector gives five points itself
/// @param pose        absent: the quality then says nothing about the pose
/// @param faceCheck   absent: what the detector takes for a face is one. It needs landmarks and pose
/// @param calibration absent: candidates then show a score alone, and no rate
public record PackDescription(
        String id,
        String title,
        ModelCard card,
        Head.Detector detector,
        Head.@Nullable Landmarks landmarks,
        Head.Template template,
        Head.@Nullable Pose pose,
        @Nullable FaceCheck faceCheck,
        @Nullable Calibration calibration) {

    public PackDescription {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("id '" + id + "' must be 1 to 64 letters, digits, dots and dashes");
        }
        if (landmarks == null && detector.kind() == Head.Detector.Kind.ULTRAFACE) {
            throw new IllegalArgumentException("detector ultraface gives no points, so landmarks are needed");
        }
        if (faceCheck != null && (landmarks == null || pose == null)) {
            throw new IllegalArgumentException("faceCheck measures landmarks and pose, so both are needed");
        }
    }

    /// Every head, in the order in which a photo meets them.
    public List<Head> heads() {
        List<Head> heads = new ArrayList<>();
        heads.add(detector);
        if (landmarks != null) heads.add(landmarks);
        heads.add(template);
        if (pose != null) heads.add(pose);
        return heads;
    }
}
