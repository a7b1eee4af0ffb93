package beholden.bench.gallery;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// Templates in a file that programs in other languages read too: float32, little-endian, one template after the
/// other, nothing else. Written through memory-mapped pages, so a file may be larger than the heap.
final class TemplateFile {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long TEMPLATES_PER_TASK = 4096;

    private TemplateFile() {}

    /// The file, written first if it is not there; `templates` are asked for by all cores at once.
    ///
    /// A file that is there is taken as it is when its length is right: its name must say what is in it.
    ///
    /// @return `path` itself
    static Path written(Path path, long count, int dimension, LongFunction<float[]> templates) throws IOException {
        long length = Math.multiplyExact(count, (long) dimension * Float.BYTES);
        if (!Files.exists(path) || Files.size(path) != length) {
            Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
            write(unfinished, length, count, dimension, templates);
            DurableFile.move(unfinished, path);
        }
        return path;
    }

    private static void write(Path path, long length, long count, int dimension, LongFunction<float[]> templates)
            throws IOException {
        try (var channel = FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                var arena = Arena.ofShared()) {
            MemorySegment target = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
            LongStream.rangeClosed(0, (count - 1) / TEMPLATES_PER_TASK)
                    .parallel()
                    .forEach(task -> {
                        long end = Math.min(count, (task + 1) * TEMPLATES_PER_TASK);
                        for (long i = task * TEMPLATES_PER_TASK; i < end; i++) {
                            long offset = i * dimension * Float.BYTES;
                            MemorySegment.copy(templates.apply(i), 0, target, FLOAT, offset, dimension);
                        }
                    });
        }
    }

    /// All templates of a file small enough for the heap, such as one of probes.
    static List<float[]> read(Path path, int dimension) throws IOException {
        try (var channel = FileChannel.open(path);
                var arena = Arena.ofConfined()) {
            MemorySegment source = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long bytesEach = (long) dimension * Float.BYTES;
            List<float[]> templates = new ArrayList<>();
            for (long offset = 0; offset < source.byteSize(); offset += bytesEach) {
                float[] template = new float[dimension];
                MemorySegment.copy(source, FLOAT, offset, template, 0, dimension);
                templates.add(template);
            }
            return templates;
        }
    }
}
