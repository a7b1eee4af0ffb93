package beholden.drill.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Features of an SQLite file and the files beside it, besides the cells: "Database File Format" of SQLite,
/// sections 1.3 and 4.
final class SqliteFeatures {
    private static final int CHANGE_COUNTER = 24;
    private static final int PAGES = 28;
    private static final int FREE_PAGES = 36;
    private static final int PAGE_SIZE = 16;

    private static final int WAL_HEADER = 32;
    private static final int WAL_SALT = 16;
    private static final int FRAME_HEADER = 24;
    private static final int FRAME_COMMIT = 4;
    private static final int FRAME_SALT = 8;

    private SqliteFeatures() {}

    /// @param file    a copy of the database file, its companions beside it
    /// @param insider labels whose place on their pages the thief can look at
    static void measure(Features features, Path file, Set<Long> insider) throws IOException {
        for (String companion : new String[] {"", "-wal", "-shm", "-journal"}) {
            features.put("file" + companion + ", bytes", size(Path.of(file + companion)));
        }
        byte[] database = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(database);
        features.put("file, change counter", header.getInt(CHANGE_COUNTER));
        features.put("file, pages", header.getInt(PAGES));
        features.put("file, free pages", header.getInt(FREE_PAGES));
        int zeros = 0;
        for (byte value : database) {
            if (value == 0) zeros++;
        }
        features.put("file, bytes that are zero", zeros);
        int pageSize = Short.toUnsignedInt(header.getShort(PAGE_SIZE));
        features.putSeries(
                "file, insider's place on a page", places(database, insider, pageSize == 1 ? 65_536 : pageSize));
        features.putSeries("write-ahead log, frames of a transaction", transactions(Path.of(file + "-wal")));
    }

    private static double[] places(byte[] database, Set<Long> insider, int pageSize) {
        long[] wanted = insider.stream().mapToLong(Long::longValue).sorted().toArray();
        List<Double> places = new ArrayList<>();
        long key = 0;
        for (int i = 0; i < database.length; i++) {
            key = key << 8 | database[i] & 0xFF;
            if (i >= 7 && Arrays.binarySearch(wanted, key) >= 0) places.add((double) ((i - 7) % pageSize));
        }
        return places.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Frames of every transaction since the log was last begun anew.
    private static double[] transactions(Path file) throws IOException {
        if (size(file) < WAL_HEADER) return new double[0];
        ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(file));
        int frame = FRAME_HEADER + log.getInt(8);
        long salt = log.getLong(WAL_SALT);
        List<Double> counts = new ArrayList<>();
        int frames = 0;
        for (int at = WAL_HEADER; at + frame <= log.capacity() && log.getLong(at + FRAME_SALT) == salt; at += frame) {
            frames++;
            if (log.getInt(at + FRAME_COMMIT) != 0) {
                counts.add((double) frames);
                frames = 0;
            }
        }
        return counts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
