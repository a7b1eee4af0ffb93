package beholden.ledger;

import beholden.ledger.merkle.Hash;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which file of the tile layout: hashes of one level, or the entries below one tile of leaves (C2SP
/// tlog-tiles).
///
/// `tile/<L>/<N>[.p/<W>]` holds `W` hashes of 32 bytes, `tile/entries/<N>[.p/<W>]` the `W` entries whose leaf
/// hashes are in `tile/0/<N>`. Without `.p/<W>` the width is 256. N is written in groups of three digits, all
/// but the last behind an `x`: 1234067 is `x001/x234/067`.
///
/// @param level 0 for leaf hashes, each level 256 times coarser, at most [#MAX_LEVEL]; [#ENTRIES] for entries
/// @param index of the tile in its level, from 0
/// @param width 1..256
public record TileName(int level, long index, int width) {
    /// Hashes or entries of a full tile.
    public static final int WIDTH = 256;

    /// Mark in place of a level: the file holds entries.
    public static final int ENTRIES = -1;

    /// The highest level of a tree of fewer than 2^63 leaves.
    public static final int MAX_LEVEL = 7;

    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-7])/((?:x\\d{3}/){0,6}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    public TileName {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile " + level + "/" + index + " of width " + width);
        }
    }

    /// How many hashes a tree of `size` leaves has at `level`.
    static long hashes(long size, int level) {
        return size >>> (8 * Math.max(level, 0));
    }

    /// The file with the hash at `position` of `level` in a tree of `size` leaves.
    static TileName holding(int level, long position, long size) {
        long index = position / WIDTH;
        return new TileName(level, index, (int) Math.min(WIDTH, hashes(size, level) - index * WIDTH));
    }

    /// The name that a path below the ledger's folder says, if it is one of the layout.
    public static Optional<TileName> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(2).replace("x", "").replace("/", "");
        if (digits.length() > 18) {
            return Optional.empty();
        }
        String partial = matcher.group(3);
        int width = partial == null ? WIDTH : Integer.parseInt(partial);
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        if (width > WIDTH || (partial != null && width == WIDTH)) {
            return Optional.empty();
        }
        TileName name = new TileName(level, Long.parseLong(digits), width);
        return name.path().equals(path) ? Optional.of(name) : Optional.empty();
    }

    /// Path of the file, below the ledger's folder or URL.
    public String path() {
        return fullPath() + (width < WIDTH ? ".p/" + width : "");
    }

    /// The folder of this tile's partial versions.
    String partialsPath() {
        return fullPath() + ".p";
    }

    private String fullPath() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + number;
    }

    /// This tile with 256 hashes or entries.
    TileName full() {
        return new TileName(level, index, WIDTH);
    }

    boolean isFull() {
        return width == WIDTH;
    }

    /// The most bytes the file may have.
    int maxBytes() {
        return level == ENTRIES ? width * (EntryBundle.MAX_ENTRY + EntryBundle.PREFIX) : width * Hash.LENGTH;
    }

    @Override
    public String toString() {
        return path();
    }
}
