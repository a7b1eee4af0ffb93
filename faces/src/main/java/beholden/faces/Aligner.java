package beholden.faces;

import beholden.faces.pack.NetworkInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the five points of a face and the sampling that brings it into ArcFace's upright frame.
final class Aligner {
    /// Positions of the five points in an aligned face of 112 × 112 pixels, by the convention of ArcFace (Deng et
    /// al. 2019).
    private static final List<Point> FRAME_112 = List.of(
            new Point(38.2946f, 51.6963f),
            new Point(73.5318f, 51.5014f),
            new Point(56.0252f, 71.7366f),
            new Point(41.5493f, 92.3655f),
            new Point(70.7299f, 92.2041f));

    /// Part of a box's sides by which it is shifted to see whether the points stay.
    private static final float SHIFT = 0.08f;

    private final @Nullable Network points;

    /// @param points the network of a [Head.Landmarks], or null where the detector gives five points
    Aligner(@Nullable Network points) {
        this.points = points;
    }

    /// The points of a face, in the view's pixels.
    Landmarks landmarks(View view, Detection detection) {
        if (points == null) {
            if (detection.landmarks() == null)
                throw new IllegalStateException("neither the pack nor its detector gives points");
            return detection.landmarks();
        }
        return landmarks(points, view, detection.box());
    }

    private static Landmarks landmarks(Network points, View view, Box box) {
        NetworkInput input = points.shape();
        float[] rgb = new float[3 * input.width() * input.height()];
        view.sample(Sampling.ofBox(box, input.width(), input.height()), input.width(), input.height(), 0, rgb);
        return ofIbug68(points.run(rgb).values().iterator().next(), box);
    }

    /// How far the points of a face move when its box does: the root of their mean squared distance, in sides of the
    /// box, the larger for two shifts of the box along its diagonal.
    ///
    /// The points of a face stay on it. Where there is no face, they go with the box.
    ///
    /// @throws IllegalStateException if the pack has no network for points
    double unsteadiness(View view, Box box, Landmarks landmarks) {
        if (points == null) throw new IllegalStateException("there is no network whose points could move");
        return Math.max(
                moved(landmarks(points, view, shifted(box, SHIFT)), landmarks) / box.side(),
                moved(landmarks(points, view, shifted(box, -SHIFT)), landmarks) / box.side());
    }

    private static Box shifted(Box box, float part) {
        float dx = part * box.width();
        float dy = part * box.height();
        return new Box(box.left() + dx, box.top() + dy, box.right() + dx, box.bottom() + dy);
    }

    private static double moved(Landmarks from, Landmarks to) {
        double squares = 0;
        for (int i = 0; i < FRAME_112.size(); i++) {
            double distance = from.points().get(i).distance(to.points().get(i));
            squares += distance * distance;
        }
        return Math.sqrt(squares / FRAME_112.size());
    }

    // Indices of the 68 iBUG points, counted from 0: the upper and lower lid of each eye, the nose's tip, inner and
    // outer mouth corners.
    private static Landmarks ofIbug68(float[] xy, Box box) {
        if (xy.length != 136)
            throw new IllegalStateException("the landmark network gave " + xy.length + " values; 136 are needed");
        return new Landmarks(
                mean(xy, box, 37, 38, 40, 41),
                mean(xy, box, 43, 44, 46, 47),
                mean(xy, box, 30),
                mean(xy, box, 48, 60),
                mean(xy, box, 54, 64));
    }

    private static Point mean(float[] xy, Box box, int... indices) {
        float x = 0;
        float y = 0;
        for (int i : indices) {
            x += xy[2 * i];
            y += xy[2 * i + 1];
        }
        return new Point(box.left() + x / indices.length * box.width(), box.top() + y / indices.length * box.height());
    }

    /// Maps an aligned picture of `width` × `height` pixels to the photo.
    static Sampling aligned(Landmarks landmarks, int width, int height) {
        float scale = Math.min(width, height) / 112f;
        List<Point> frame = new ArrayList<>();
        for (Point p : FRAME_112) frame.add(new Point(p.x() * scale, p.y() * scale));
        return Sampling.through(SimilarityTransform.fit(landmarks.points(), frame));
    }
}
