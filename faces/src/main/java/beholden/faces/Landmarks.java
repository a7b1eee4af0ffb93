package beholden.faces;

import java.util.List;

/// The five points that a face is aligned with; left and right are the viewer's.
public record Landmarks(Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

    /// Pixels between the centres of the eyes.
    public double interEyeDistance() {
        return leftEye.distance(rightEye);
    }

    /// Degrees by which the line through the eyes is tilted clockwise.
    double roll() {
        return Math.toDegrees(Math.atan2(rightEye.y() - leftEye.y(), rightEye.x() - leftEye.x()));
    }

    /// The five points in the order in which the ArcFace convention lists them.
    public List<Point> points() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
