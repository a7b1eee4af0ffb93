package beholden.ledger;

import beholden.ground.Sha256;
import beholden.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares the entries of a ledger with the cells of a database, each as often as it is there, in any order.
///
/// Both sides are divided by digest into buckets that fit in memory, each bucket is sorted, and the two sorted
/// lists are walked side by side. Memory is bounded; what exceeds it goes to a temporary folder, 40 bytes for
/// an entry and 48 for a cell.
final class CellComparison implements AutoCloseable {
    private static final int LABEL = 16;
    private static final int ENTRY_RECORD = Hash.LENGTH + Long.BYTES;
    private static final int CELL_RECORD = Hash.LENGTH + LABEL;
    private static final int RECORDS_IN_BUCKET = 1 << 18;
    private static final int MOST_BUCKETS = 4096;
    private static final int MEMORY = 64 << 20;

    /// Bytes handed to a thread at once. Counted in bytes since a record may have 64 of them, or millions.
    private static final int BATCH = 256 << 10;

    /// Records that are not spread over the buckets by chance, but are equal, before reading ends.
    private static final int MOST_EQUAL = 1 << 20;

    private final Path folder;
    private final long size;
    private final int buckets;
    private final DigestBuckets entries;
    private final DigestBuckets cells;
    private final AtomicLong cellsRead = new AtomicLong();
    private long given;

    /// @param size entries of the ledger
    CellComparison(long size) throws IOException {
        this.size = size;
        folder = Files.createTempDirectory("beholden-audit");
        long wanted = Math.clamp(size / RECORDS_IN_BUCKET, 1, MOST_BUCKETS);
        buckets = Math.toIntExact(Long.highestOneBit(wanted));
        long multiplier = new SecureRandom().nextLong() | 1;
        // Twice of what chance puts into one, of as many cells as are read.
        int most = Math.toIntExact(4 * size / buckets + MOST_EQUAL);
        entries = new DigestBuckets(folder, "entries-", ENTRY_RECORD, buckets, multiplier, MEMORY, most);
        cells = new DigestBuckets(folder, "cells-", CELL_RECORD, buckets, multiplier, MEMORY, most);
    }

    /// Takes the entry with `index`: the 32 bytes of `bytes` from `offset` on.
    void entry(byte[] bytes, int offset, long index) throws IOException {
        entries.add(
                bytes, offset, ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }

    long cellsRead() {
        return cellsRead.get();
    }

    private record Cell(byte[] label, byte[] box) {}

    /// Reads all cells; this thread reads, the workers hash. Stops at twice as many as there are entries: what
    /// a copy of nobody's choosing holds beyond that would fill the disk.
    ///
    /// @return whether all were read
    boolean read(CellSource source, Findings findings, Workers workers, AuditProgress progress)
            throws IOException, InterruptedException {
        long most = 2 * size + 1000;
        Batches batches = new Batches(findings, workers, progress, most);
        try {
            source.forEach(batches);
        } catch (IOException e) {
            if (given <= most) {
                throw e;
            }
            findings.add(new Finding.CellsTooMany(most, size));
        } finally {
            batches.submit();
        }
        workers.await();
        return given <= most;
    }

    /// Takes the records and hands them on, many at a time.
    private final class Batches implements CellSource.Sink {
        private final Findings findings;
        private final Workers workers;
        private final AuditProgress progress;
        private final long most;
        private List<Cell> batch = new ArrayList<>();
        private int bytes;

        Batches(Findings findings, Workers workers, AuditProgress progress, long most) {
            this.findings = findings;
            this.workers = workers;
            this.progress = progress;
            this.most = most;
        }

        @Override
        public void cell(byte[] label, byte[] box) throws IOException {
            if (++given > most) {
                throw new IOException("more than %,d cells".formatted(most));
            }
            batch.add(new Cell(label, box));
            bytes += label.length + box.length;
            if (bytes >= BATCH) {
                submit();
            }
        }

        @Override
        public void noRecord(String place, String reason) {
            findings.add(new Finding.NoRecord(place, reason));
        }

        void submit() throws IOException {
            CellComparison.this.submit(batch, workers, progress);
            batch = new ArrayList<>();
            bytes = 0;
        }
    }

    private void submit(List<Cell> batch, Workers workers, AuditProgress progress) throws IOException {
        try {
            workers.submit(() -> {
                MessageDigest sha256 = Sha256.digest();
                for (Cell cell : batch) {
                    sha256.update(cell.label());
                    byte[] digest = sha256.digest(cell.box());
                    cells.add(digest, 0, Arrays.copyOf(cell.label(), LABEL));
                }
                // Where nothing is wrong there are as many cells as entries; to count them would be to read them twice.
                progress.at(AuditProgress.Step.CELLS, cellsRead.addAndGet(batch.size()), size);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading cells", e);
        }
    }

    /// Compares what was read.
    void compare(Findings findings, Workers workers, AuditProgress progress) throws IOException, InterruptedException {
        AtomicLong done = new AtomicLong();
        for (int i = 0; i < buckets; i++) {
            int bucket = i;
            workers.submit(() -> {
                Sorted ours = new Sorted(entries.take(bucket), ENTRY_RECORD);
                Sorted theirs = new Sorted(cells.take(bucket), CELL_RECORD);
                compare(ours, theirs, findings);
                progress.at(AuditProgress.Step.COMPARISON, done.addAndGet(ours.order.length), size);
            });
        }
        workers.await();
    }

    private static void compare(Sorted entries, Sorted cells, Findings findings) {
        int entry = 0;
        int cell = 0;
        while (entry < entries.order.length || cell < cells.order.length) {
            int order = entry == entries.order.length
                    ? 1
                    : cell == cells.order.length ? -1 : entries.compare(entry, cells, cell);
            if (order < 0) {
                findings.add(new Finding.CellMissing(
                        ByteBuffer.wrap(entries.tail(entry)).getLong()));
                entry++;
            } else if (order > 0) {
                findings.add(new Finding.CellUnknown(
                        HexFormat.of().formatHex(cells.tail(cell)),
                        HexFormat.of().formatHex(cells.digest(cell))));
                cell++;
            } else {
                entry++;
                cell++;
            }
        }
    }

    /// Records in the order of their digests.
    private static final class Sorted {
        private final byte[] records;
        private final int length;
        private final int[] order;

        Sorted(byte[] records, int length) {
            this.records = records;
            this.length = length;
            int count = records.length / length;
            // As much of each digest as fits beside the record's number in 64 bits is sorted fast; then the few
            // that agree in it are sorted by the rest.
            int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count));
            long[] keys = new long[count];
            ByteBuffer buffer = ByteBuffer.wrap(records);
            for (int i = 0; i < count; i++) {
                keys[i] = (buffer.getLong(i * length) >>> bits << bits | i) ^ Long.MIN_VALUE;
            }
            Arrays.sort(keys);
            order = new int[count];
            for (int i = 0; i < count; i++) {
                order[i] = (int) (keys[i] & ((1L << bits) - 1));
            }
            for (int from = 0; from < count; ) {
                int to = from + 1;
                while (to < count && keys[to] >>> bits == keys[from] >>> bits) {
                    to++;
                }
                if (to > from + 1) {
                    sort(from, to);
                }
                from = to;
            }
        }

        private void sort(int from, int to) {
            int[] sorted = IntStream.range(from, to)
                    .mapToObj(at -> order[at])
                    .sorted((one, other) -> compare(records, one * length, records, other * length))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, order, from, sorted.length);
        }

        int compare(int at, Sorted other, int otherAt) {
            return compare(records, order[at] * length, other.records, other.order[otherAt] * other.length);
        }

        byte[] tail(int at) {
            int start = order[at] * length;
            return Arrays.copyOfRange(records, start + Hash.LENGTH, start + length);
        }

        byte[] digest(int at) {
            int start = order[at] * length;
            return Arrays.copyOfRange(records, start, start + Hash.LENGTH);
        }

        private static int compare(byte[] one, int at, byte[] other, int otherAt) {
            return Arrays.compareUnsigned(one, at, at + Hash.LENGTH, other, otherAt, otherAt + Hash.LENGTH);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
