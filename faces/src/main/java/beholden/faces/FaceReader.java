package beholden.faces;

import beholden.faces.pack.FaceCheck;
import org.jspecify.annotations.Nullable;

/// Reads a detected face: its points, pose and template, and from these how sure it is to be one.
final class FaceReader {
    private final Aligner aligner;
    private final @Nullable PoseMeter poses;
    private final TemplateMaker templates;
    private final @Nullable FaceCheck check;

    FaceReader(Aligner aligner, @Nullable PoseMeter poses, TemplateMaker templates, @Nullable FaceCheck check) {
        this.aligner = aligner;
        this.poses = poses;
        this.templates = templates;
        this.check = check;
    }

    /// A place of the photo, read as a face that stands upright in one of its views.
    ///
    /// @param detection in the photo
    /// @param landmarks in the photo
    /// @param pose      as seen in the view, null where the pack has no pose network
    /// @param tilt      degrees clockwise in the view: by the pose, or by the points where there is none
    /// @param evidence  of [FaceCheck], infinite where the pack has none
    @SuppressWarnings("ArrayRecordComponent") // made once, handed on once
    record Reading(
            View view,
            Detection detection,
            Landmarks landmarks,
            @Nullable Pose pose,
            float tilt,
            float[] template,
            double evidence) {

        Box box() {
            return detection.box();
        }

        Face face() {
            return new Face(
                    box(),
                    detection.score(),
                    landmarks,
                    QualityMeter.measure(view, box(), landmarks, pose),
                    tilt,
                    Double.isInfinite(evidence) ? null : Float.valueOf((float) evidence),
                    template);
        }
    }

    /// Reads what `detection` found, as the view shows it.
    ///
    /// @param detection in the view
    Reading read(View view, Detection detection, Pace pace) {
        pace.step();
        Landmarks landmarks = aligner.landmarks(view, detection);
        Landmarks inPhoto = view.inPhoto(landmarks);
        pace.step();
        Pose pose = poses == null ? null : poses.measure(view, detection.box());
        pace.step();
        TemplateMaker.Made template = templates.template(view.photo(), inPhoto);
        double evidence = Double.POSITIVE_INFINITY;
        if (check != null && pose != null) {
            double unsteadiness = aligner.unsteadiness(view, detection.box(), landmarks);
            evidence = check.evidence(template.length(), unsteadiness, landmarks.roll() - pose.roll(), pose.yaw());
        }
        float tilt = pose == null ? (float) landmarks.roll() : pose.roll();
        return new Reading(view, detection.inPhoto(view), inPhoto, pose, tilt, template.values(), evidence);
    }
}
