package beholden.faces;

/// A position in a photo's pixels: x to the right, y down; the first pixel's centre is at 0.5, 0.5.
public record Point(float x, float y) {
    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
