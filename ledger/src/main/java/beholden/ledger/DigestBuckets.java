package beholden.ledger;

import beholden.ledger.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Records that begin with a digest, sorted into buckets by it; what does not fit in memory goes to files.
///
/// Which bucket is decided with a secret number, so that nobody who makes records can make them meet in one.
final class DigestBuckets {
    private final Path folder;
    private final String prefix;
    private final int recordLength;
    private final int buckets;
    private final long multiplier;
    private final int flushAt;
    private final int most;
    private final ByteArrayOutputStream[] open;

    /// @param multiplier secret and odd
    /// @param memory     bytes that all buckets may keep in memory
    /// @param most       records that a bucket may hold when it is taken
    DigestBuckets(Path folder, String prefix, int recordLength, int buckets, long multiplier, int memory, int most) {
        this.folder = folder;
        this.prefix = prefix;
        this.recordLength = recordLength;
        this.buckets = buckets;
        this.multiplier = multiplier;
        this.flushAt = memory / buckets;
        this.most = most;
        this.open = new ByteArrayOutputStream[buckets];
        for (int i = 0; i < buckets; i++) {
            open[i] = new ByteArrayOutputStream();
        }
    }

    /// Adds a record of the 32 bytes of `digests` from `offset` on, and `tail`.
    void add(byte[] digests, int offset, byte[] tail) throws IOException {
        long key = ByteBuffer.wrap(digests).getLong(offset) * multiplier;
        int bucket = buckets == 1 ? 0 : (int) (key >>> (Long.SIZE - Integer.numberOfTrailingZeros(buckets)));
        ByteArrayOutputStream records = open[bucket];
        synchronized (records) {
            records.write(digests, offset, Hash.LENGTH);
            records.write(tail, 0, tail.length);
            if (records.size() >= flushAt) {
                Files.write(file(bucket), records.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                records.reset();
            }
        }
    }

    /// Takes all records of a bucket, side by side.
    byte[] take(int bucket) throws IOException {
        byte[] inMemory = open[bucket].toByteArray();
        open[bucket].reset();
        Path file = file(bucket);
        long length = (Files.exists(file) ? Files.size(file) : 0) + inMemory.length;
        if (length / recordLength > most) {
            throw new IOException("more than %,d records are equal: that is no ledger of cells".formatted(most));
        }
        if (length == inMemory.length) {
            return inMemory;
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
        all.put(Files.readAllBytes(file)).put(inMemory);
        Files.delete(file);
        return all.array();
    }

    private Path file(int bucket) {
        return folder.resolve(prefix + bucket);
    }
}
