package beholden.faces;

/// An affine map without reflection from the pixels of a small picture to the photo's, which tells where each of
/// them lies.
///
/// `X = xx·x + xy·y + x0`, `Y = yx·x + yy·y + y0`.
record Sampling(double xx, double xy, double x0, double yx, double yy, double y0) {

    /// A picture that shows the whole `box`, `width` × `height` pixels, stretched to fit.
    static Sampling ofBox(Box box, int width, int height) {
        return new Sampling(box.width() / width, 0, box.left(), 0, box.height() / height, box.top());
    }

    /// A picture whose pixels are the photo's brought there by `transform`.
    static Sampling through(SimilarityTransform transform) {
        SimilarityTransform back = transform.inverse();
        return new Sampling(back.a(), -back.b(), back.tx(), back.b(), back.a(), back.ty());
    }

    /// Photo pixels a pixel of the small picture spans, along its wider side.
    double step() {
        return Math.max(Math.hypot(xx, yx), Math.hypot(xy, yy));
    }
}
