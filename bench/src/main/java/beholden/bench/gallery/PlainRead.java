package beholden.bench.gallery;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The least that a search of all codes can cost: reading as many bytes of a memory-mapped file, adding them up.
final class PlainRead implements AutoCloseable {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int UNROLLED = 4;

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;

    /// @param length of the file to read, bytes
    PlainRead(long length) throws IOException {
        // A multiple of the widest step, so that no loop needs a tail.
        long step = (long) UNROLLED * SPECIES.vectorByteSize();
        long rounded = Math.ceilDiv(length, step) * step;
        file = Files.createTempFile("plain-read-", ".bytes");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, rounded, arena);
            // Written, so that the pages exist: a hole in a file would be read from one page of zeros.
            bytes.fill((byte) 0x5A);
        }
    }

    /// How long reading took, milliseconds.
    ///
    /// @param loop       a plain loop that adds up 64-bit words one by one
    /// @param vectorised the same sum with the widest SIMD loads, as fast as this machine's memory allows
    record Times(double loop, double vectorised) {}

    Times measure() {
        long start = System.nanoTime();
        long plain = sumPlain();
        long middle = System.nanoTime();
        long vectorised = sumVectorised();
        long end = System.nanoTime();
        if (plain != vectorised) throw new IllegalStateException("two sums of one file: " + plain + ", " + vectorised);
        return new Times((middle - start) / 1e6, (end - middle) / 1e6);
    }

    private long sumPlain() {
        long sum = 0;
        for (long at = 0; at < bytes.byteSize(); at += Long.BYTES) sum += bytes.get(ValueLayout.JAVA_LONG, at);
        return sum;
    }

    private long sumVectorised() {
        LongVector sum0 = LongVector.zero(SPECIES);
        LongVector sum1 = sum0;
        LongVector sum2 = sum0;
        LongVector sum3 = sum0;
        int width = SPECIES.vectorByteSize();
        for (long at = 0; at < bytes.byteSize(); at += (long) UNROLLED * width) {
            sum0 = sum0.add(read(at));
            sum1 = sum1.add(read(at + width));
            sum2 = sum2.add(read(at + 2L * width));
            sum3 = sum3.add(read(at + 3L * width));
        }
        return sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
    }

    private LongVector read(long at) {
        return LongVector.fromMemorySegment(SPECIES, bytes, at, ByteOrder.nativeOrder());
    }

    @Override
    public void close() throws IOException {
        arena.close();
        Files.delete(file);
    }
}
