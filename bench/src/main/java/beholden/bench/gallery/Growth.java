package beholden.bench.gallery;

import beholden.bench.LinePlot;
import beholden.bench.LinePlot.Axis;
import beholden.bench.LinePlot.Line;
import beholden.bench.Metrics;
import beholden.bench.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How time, memory and disk grow with the number of faces.
///
/// @param sizes measured, smallest first
record Growth(List<MeasuredSize> sizes) {
    private static final Axis FACES = new Axis("faces in the gallery", true);
    private static final double LINEAR = 1.25;

    /// Cost of a face at the largest size over what it costs at the next smaller one: 1 is linear, and fixed
    /// costs, which weigh more on a small gallery, only make it less.
    void report(String prefix, Metrics metrics) {
        if (sizes.size() >= 2) {
            metrics.add(prefix + "growth_time_ratio", ratio(MeasuredSize::searchMillis), Target.atMost(LINEAR));
            metrics.add(
                    prefix + "growth_ram_ratio", ratio(size -> size.searches().ramBytes()), Target.atMost(LINEAR));
            metrics.add(prefix + "growth_disk_ratio", ratio(MeasuredSize::diskBytes), Target.atMost(LINEAR));
        }
    }

    private double ratio(ToDoubleFunction<MeasuredSize> quantity) {
        MeasuredSize largest = sizes.getLast();
        MeasuredSize smaller = sizes.get(sizes.size() - 2);
        return (quantity.applyAsDouble(largest) / largest.size()) / (quantity.applyAsDouble(smaller) / smaller.size());
    }

    /// Both scales are logarithmic: what grows in proportion to the faces rises by as many decades as they do.
    ///
    /// @return two files, or none if there is only one size
    List<Path> plot(Path folder) throws IOException {
        if (sizes.size() < 2) {
            return List.of();
        }
        LinePlot time = new LinePlot(
                "Time of a search, one thread",
                FACES,
                new Axis("milliseconds", true),
                List.of(
                        line("one probe at a time", MeasuredSize::searchMillis),
                        line("many probes in one pass, each", MeasuredSize::batchMillis)));
        LinePlot memory = new LinePlot(
                "Memory and disk",
                FACES,
                new Axis("megabytes", true),
                List.of(
                        line("disk, facts included", size -> size.diskBytes() / 1e6),
                        line(
                                "memory after the first search",
                                size -> size.searches().ramBytes() / 1e6)));
        return List.of(
                time.writeTo(folder.resolve("gallery-growth-time.png")),
                memory.writeTo(folder.resolve("gallery-growth-memory.png")));
    }

    private Line line(String name, ToDoubleFunction<MeasuredSize> quantity) {
        return new Line(
                name,
                sizes.stream().mapToDouble(MeasuredSize::size).toArray(),
                sizes.stream().mapToDouble(quantity).toArray());
    }
}
