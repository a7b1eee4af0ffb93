package beholden.gallery.onebit;

/// A stored vector and its exact comparison score with a probe.
///
/// @param doc    document number in the searched reader (leaf base included)
/// @param score  inner product of the two unit-length float32 vectors, −1..1, the same on every machine and run
public record ScoredFace(int doc, float score) {
    public ScoredFace {
        if (doc < 0) throw new IllegalArgumentException("negative document number: " + doc);
        if (!Float.isFinite(score)) throw new IllegalArgumentException("score of document " + doc + " is " + score);
    }
}
