package beholden.bench.gallery;

import beholden.bench.MeasuredPeople;
import beholden.bench.People;
import beholden.bench.SyntheticPeople;
import java.util.Locale;

/// How the templates of a benchmark's people are distributed.
public enum PopulationKind {
    /// Spread evenly in all directions, as no real templates are: what a search can do at best.
    UNIFORM,
    /// Like those of real photos, see [MeasuredPeople].
    MEASURED;

    private static final int DIMENSION = 512;

    People people(long seed) {
        return this == MEASURED ? new MeasuredPeople(seed) : new SyntheticPeople(DIMENSION, seed);
    }

    /// Beginning of the names of all metrics of a run: `gallery.measured.`.
    String prefix() {
        return "gallery." + name().toLowerCase(Locale.ROOT) + ".";
    }
}
