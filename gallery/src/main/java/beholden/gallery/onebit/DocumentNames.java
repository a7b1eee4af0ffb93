package beholden.gallery.onebit;

import java.io.IOException;

/// Names of documents, by which those of equal scores are ranked: whichever place they have in the index, the same ones
/// become candidates.
@FunctionalInterface
public interface DocumentNames {

    /// No names: equal scores are ranked by document number.
    DocumentNames NONE = _ -> "";

    /// Asked only of documents that have equal scores.
    ///
    /// @param doc  document number in the searched reader (leaf base included)
    String of(int doc) throws IOException;
}
