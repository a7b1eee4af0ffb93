package beholden.bench.gallery;

/// A gallery at one size.
///
/// @param population    whom it holds
/// @param searches      on one thread
/// @param diskBytes     of its whole folder
/// @param enrolledPerSecond mean from the first face to this size, on all cores
record MeasuredSize(Population population, GallerySearches searches, long diskBytes, double enrolledPerSecond) {
    int size() {
        return population.size();
    }

    double searchMillis() {
        return searches.single().medianMillis();
    }

    double batchMillis() {
        return searches.batch().medianMillis();
    }

    /// The smaller of one at a time and batch, so that neither can hide a miss of the other.
    double mateRecall() {
        return Math.min(
                population.mateRecall(searches.single().neighbours()),
                population.mateRecall(searches.batch().neighbours()));
    }

    double diskBytesPerFace() {
        return (double) diskBytes / size();
    }

    double ramBytesPerFace() {
        return (double) searches.ramBytes() / size();
    }
}
