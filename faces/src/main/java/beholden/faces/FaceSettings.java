package beholden.faces;

import beholden.faces.photo.PhotoLimits;
import org.jspecify.annotations.Nullable;

/// Settings of the search for faces in photos.
///
/// @param minFace       side in pixels of the smallest face that counts, at least 16; of photos that are kept at a half
///     of their sides, faces twice as large are the smallest that are found
/// @param threads       photos worked on at once, each on one core
/// @param flip          whether a template is the mean of the face and its mirror image: twice the time
/// @param limits        largest size of a photo, and what is kept of it
/// @param leastEvidence evidence below which a place is no face, see [beholden.faces.pack.FaceCheck]; null for that
///     of the pack
public record FaceSettings(
        int minFace,
        int threads,
        boolean flip,
        PhotoLimits limits,
        @Nullable Double leastEvidence) {
    /// Faces of 32 pixels and more, one thread a core.
    public static final FaceSettings DEFAULT =
            new FaceSettings(32, Runtime.getRuntime().availableProcessors(), false, PhotoLimits.DEFAULT, null);

    public FaceSettings {
        if (minFace < 16)
            throw new IllegalArgumentException(
                    "the smallest face is " + minFace + " pixels; 16 is the least that can be found");
        if (threads < 1) throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
    }

    public FaceSettings withMinFace(int pixels) {
        return new FaceSettings(pixels, threads, flip, limits, leastEvidence);
    }

    public FaceSettings withThreads(int count) {
        return new FaceSettings(minFace, count, flip, limits, leastEvidence);
    }

    public FaceSettings withFlip(boolean on) {
        return new FaceSettings(minFace, threads, on, limits, leastEvidence);
    }

    public FaceSettings withLimits(PhotoLimits photos) {
        return new FaceSettings(minFace, threads, flip, photos, leastEvidence);
    }

    public FaceSettings withLeastEvidence(double evidence) {
        return new FaceSettings(minFace, threads, flip, limits, evidence);
    }
}
