package beholden.faces;

import java.util.List;

/// Rotation, uniform scale and shift in the plane: `x' = a·x − b·y + tx`, `y' = b·x + a·y + ty`.
record SimilarityTransform(double a, double b, double tx, double ty) {

    /// The least-squares fit that brings `from` onto `to`, without reflection.
    ///
    /// Umeyama 1991 (IEEE PAMI 13(4)); in two dimensions the rotation that its SVD finds has a closed form: with
    /// centred points, a = Σ(x·x' + y·y') / Σ(x² + y²) and b = Σ(x·y' − y·x') / Σ(x² + y²).
    ///
    /// @throws IllegalArgumentException if the points of `from` coincide
    static SimilarityTransform fit(List<Point> from, List<Point> to) {
        Point f = mean(from);
        Point t = mean(to);
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - f.x();
            double y = from.get(i).y() - f.y();
            double x2 = to.get(i).x() - t.x();
            double y2 = to.get(i).y() - t.y();
            along += x * x2 + y * y2;
            across += x * y2 - y * x2;
            spread += x * x + y * y;
        }
        if (spread < 1e-6) throw new IllegalArgumentException("the points coincide, so no transform fits them");
        double a = along / spread;
        double b = across / spread;
        return new SimilarityTransform(a, b, t.x() - a * f.x() + b * f.y(), t.y() - b * f.x() - a * f.y());
    }

    private static Point mean(List<Point> points) {
        double x = 0;
        double y = 0;
        for (Point p : points) {
            x += p.x();
            y += p.y();
        }
        return new Point((float) (x / points.size()), (float) (y / points.size()));
    }

    Point apply(Point p) {
        return new Point((float) (a * p.x() - b * p.y() + tx), (float) (b * p.x() + a * p.y() + ty));
    }

    /// Length in the target of a length of 1 in the source.
    double scale() {
        return Math.hypot(a, b);
    }

    /// The transform that undoes this one.
    SimilarityTransform inverse() {
        double s = a * a + b * b;
        double ia = a / s;
        double ib = -b / s;
        return new SimilarityTransform(ia, ib, -ia * tx + ib * ty, -ib * tx - ia * ty);
    }
}
