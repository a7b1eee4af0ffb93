package beholden.gallery;

/// Box around a face in its photo: pixels of the photo itself, origin top left, after EXIF orientation.
public record Box(float left, float top, float right, float bottom) {

    public Box {
        boolean finite = Float.isFinite(left) && Float.isFinite(top) && Float.isFinite(right) && Float.isFinite(bottom);
        if (!finite || left >= right || top >= bottom) {
            throw new IllegalArgumentException(
                    "empty box: left " + left + ", top " + top + ", right " + right + ", bottom " + bottom);
        }
    }
}
