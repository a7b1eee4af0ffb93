package beholden.bench.gallery;

import java.util.List;

/// All probes searched in one way by one program; what the programs of this package write as a line of JSON each.
///
/// @param way        how, where a program knows several: `single`, `batch`, `ef=40`
/// @param millis     time of each search; a batch's is spread evenly over its probes
/// @param neighbours places in the gallery, best first, one list per probe
record SearchRun(String way, List<Double> millis, List<List<Long>> neighbours) {
    /// Candidates that every search asks for.
    static final int LIMIT = 20;

    SearchRun {
        millis = List.copyOf(millis);
        neighbours = List.copyOf(neighbours);
        if (millis.isEmpty() || neighbours.size() != millis.size()) {
            throw new IllegalArgumentException("way \"" + way + "\": " + millis.size() + " times and "
                    + neighbours.size() + " lists of neighbours");
        }
    }

    /// The median: a search now and then is slow because the machine did something else.
    double medianMillis() {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
