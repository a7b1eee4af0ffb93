package beholden.faces;

/// A box in the photo's own pixels, origin top left, after EXIF orientation; it may reach beyond the frame.
public record Box(float left, float top, float right, float bottom) {
    public Box {
        if (!(left < right && top < bottom)) {
            throw new IllegalArgumentException("empty box: " + left + "," + top + " to " + right + "," + bottom);
        }
    }

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    public float area() {
        return width() * height();
    }

    /// The length that "a face of 32 pixels" speaks of: the mean of the two sides.
    public float side() {
        return (width() + height()) / 2;
    }

    public Point centre() {
        return new Point((left + right) / 2, (top + bottom) / 2);
    }

    /// Area that both boxes cover, 0 where they do not touch.
    public float overlap(Box other) {
        float w = Math.min(right, other.right) - Math.max(left, other.left);
        float h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return w > 0 && h > 0 ? w * h : 0;
    }

    /// Intersection over union, 0..1.
    public float iou(Box other) {
        float both = overlap(other);
        return both / (area() + other.area() - both);
    }

    /// This box with every side moved outwards by `part` of its width or height.
    public Box grownBy(float part) {
        float dx = width() * part;
        float dy = height() * part;
        return new Box(left - dx, top - dy, right + dx, bottom + dy);
    }
}
