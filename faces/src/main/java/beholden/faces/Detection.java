package beholden.faces;

import org.jspecify.annotations.Nullable;

/// A place in a picture that a detector takes for a face.
///
/// @param landmarks five points of the face, null where the detector gives no points
record Detection(Box box, float score, @Nullable Landmarks landmarks) {

    /// This detection in the pixels of a larger picture: coordinates times `scale`, then shifted.
    Detection mapped(double scale, double dx, double dy) {
        Box mapped = new Box(
                (float) (box.left() * scale + dx),
                (float) (box.top() * scale + dy),
                (float) (box.right() * scale + dx),
                (float) (box.bottom() * scale + dy));
        if (landmarks == null) return new Detection(mapped, score, null);
        SimilarityTransform t = new SimilarityTransform(scale, 0, dx, dy);
        return new Detection(
                mapped,
                score,
                new Landmarks(
                        t.apply(landmarks.leftEye()),
                        t.apply(landmarks.rightEye()),
                        t.apply(landmarks.nose()),
                        t.apply(landmarks.leftMouth()),
                        t.apply(landmarks.rightMouth())));
    }

    /// This detection of a view where it lies in the photo.
    Detection inPhoto(View view) {
        return new Detection(view.inPhoto(box), score, landmarks == null ? null : view.inPhoto(landmarks));
    }
}
