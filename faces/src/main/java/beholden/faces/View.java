package beholden.faces;

/// A photo as it looks when it is turned clockwise by whole quarters: a face that lies on its side in the photo
/// stands upright in one of the four views.
///
/// With one quarter, the photo's point (x, y) is at (height − y, x). Nothing is copied: a view takes its small
/// pictures from the photo's pyramid and turns those.
///
/// @param quarters quarter turns clockwise, 0 to 3
record View(Pyramid photo, int quarters) {
    /// Views of a photo: as it is, and the other three.
    static final int COUNT = 4;

    private boolean onItsSide() {
        return quarters % 2 == 1;
    }

    int width() {
        return onItsSide() ? photo.height() : photo.width();
    }

    int height() {
        return onItsSide() ? photo.width() : photo.height();
    }

    int width(Pyramid.Level level) {
        return onItsSide() ? level.height() : level.width();
    }

    int height(Pyramid.Level level) {
        return onItsSide() ? level.width() : level.height();
    }

    /// The picture of `width` × `height` pixels that [Pyramid#sample] takes of the turned photo.
    ///
    /// @param at upright in this view
    void sample(Sampling at, int width, int height, float outside, float[] rgb) {
        if (quarters == 0) {
            photo.sample(at, width, height, outside, rgb);
            return;
        }
        int columns = onItsSide() ? height : width;
        int rows = onItsSide() ? width : height;
        double right = at.x0() + at.xx() * width;
        double bottom = at.y0() + at.yy() * height;
        Sampling inPhoto = switch (quarters) {
            case 1 -> new Sampling(at.yy(), 0, at.y0(), 0, at.xx(), photo.height() - right);
            case 2 -> new Sampling(at.xx(), 0, photo.width() - right, 0, at.yy(), photo.height() - bottom);
            default -> new Sampling(at.yy(), 0, photo.width() - bottom, 0, at.xx(), at.x0());
        };
        float[] asInPhoto = new float[3 * columns * rows];
        photo.sample(inPhoto, columns, rows, outside, asInPhoto);
        turn(asInPhoto, columns, rows, rgb);
    }

    /// The tile of `width` × `height` pixels that [Pyramid#tile] takes of level `n` of the turned photo.
    void tile(int n, int left, int top, int width, int height, float outside, float[] rgb) {
        if (quarters == 0) {
            photo.tile(n, left, top, width, height, outside, rgb);
            return;
        }
        Pyramid.Level level = photo.level(n);
        int columns = onItsSide() ? height : width;
        int rows = onItsSide() ? width : height;
        int x = switch (quarters) {
            case 1 -> top;
            case 2 -> level.width() - left - width;
            default -> level.width() - top - height;
        };
        int y = switch (quarters) {
            case 1 -> level.height() - left - width;
            case 2 -> level.height() - top - height;
            default -> left;
        };
        float[] asInPhoto = new float[3 * columns * rows];
        photo.tile(n, x, y, columns, rows, outside, asInPhoto);
        turn(asInPhoto, columns, rows, rgb);
    }

    /// Turns a picture of the photo's as this view is turned.
    private void turn(float[] from, int columns, int rows, float[] to) {
        int last = columns * rows - 1;
        int origin = switch (quarters) {
            case 1 -> last - columns + 1;
            case 2 -> last;
            default -> columns - 1;
        };
        int across = switch (quarters) {
            case 1 -> -columns;
            case 2 -> -1;
            default -> columns;
        };
        int down = switch (quarters) {
            case 1 -> 1;
            case 2 -> -columns;
            default -> -1;
        };
        int width = onItsSide() ? rows : columns;
        int height = onItsSide() ? columns : rows;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0, source = 3 * (origin + y * down); x < width; x++, at += 3, source += 3 * across) {
                to[at] = from[source];
                to[at + 1] = from[source + 1];
                to[at + 2] = from[source + 2];
            }
        }
    }

    /// A point of this view where it lies in the photo.
    Point inPhoto(Point p) {
        return switch (quarters) {
            case 0 -> p;
            case 1 -> new Point(p.y(), photo.height() - p.x());
            case 2 -> new Point(photo.width() - p.x(), photo.height() - p.y());
            default -> new Point(photo.width() - p.y(), p.x());
        };
    }

    /// A point of the photo where it lies in this view.
    private Point ofPhoto(Point p) {
        return switch (quarters) {
            case 0 -> p;
            case 1 -> new Point(photo.height() - p.y(), p.x());
            case 2 -> new Point(photo.width() - p.x(), photo.height() - p.y());
            default -> new Point(p.y(), photo.width() - p.x());
        };
    }

    Box inPhoto(Box box) {
        return around(inPhoto(new Point(box.left(), box.top())), inPhoto(new Point(box.right(), box.bottom())));
    }

    Box ofPhoto(Box box) {
        return around(ofPhoto(new Point(box.left(), box.top())), ofPhoto(new Point(box.right(), box.bottom())));
    }

    private static Box around(Point a, Point b) {
        return new Box(Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.max(a.x(), b.x()), Math.max(a.y(), b.y()));
    }

    Landmarks inPhoto(Landmarks points) {
        return new Landmarks(
                inPhoto(points.leftEye()),
                inPhoto(points.rightEye()),
                inPhoto(points.nose()),
                inPhoto(points.leftMouth()),
                inPhoto(points.rightMouth()));
    }

    /// Tilt in the photo of what is tilted by `roll` degrees in this view, above −180 and up to 180.
    float rollInPhoto(float roll) {
        double turned = roll - 90.0 * quarters;
        return (float) (turned <= -180 ? turned + 360 : turned);
    }
}
