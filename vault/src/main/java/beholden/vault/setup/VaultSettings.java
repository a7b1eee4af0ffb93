package beholden.vault.setup;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// The capacity and the schedule of a vault: all that somebody who steals it learns.
///
/// @param store         name of an SQLite file in the vault's folder, or the URL of a PostgreSQL database
///                      for the application's role, without a password
/// @param cellsPerTick  1 to 32,768
/// @param tick          1 millisecond to 1 hour
/// @param boxLength     bytes of a cell's box, 160 to 8,000; never changes
/// @param chunkLength   bytes of a chunk of a file, 1 KiB to 16 MiB, not as many as of a box; never changes
/// @param ticksPerChunk a chunk is written every so many ticks, 1 or more
/// @param ticksPerKeyring the keyring is written anew every so many ticks, 1 or more; a chunk waits for the next
///     time,
///                      since the key of its folder may be in memory alone until then
/// @param origin        name of the ledger, such as `example.org/vault`: no spaces, no `+`; never changes
/// @param keyringSlots  how many epochs of all agencies together there can be, 2 to 65,536; never changes.
///                      Each adds 32 bytes to what every tick writes
public record VaultSettings(
        String store,
        int cellsPerTick,
        Duration tick,
        int boxLength,
        int chunkLength,
        int ticksPerChunk,
        int ticksPerKeyring,
        String origin,
        int keyringSlots) {

    public static final int MAX_CELLS = 1 << 15;
    /// Shortest box: the note of a snapshot takes one cell, 149 bytes with the seal.
    public static final int MIN_BOX = 160;
    public static final int MIN_CHUNK = 1 << 10;
    public static final int MAX_CHUNK = 16 << 20;
    public static final int MAX_SLOTS = 1 << 16;

    private static final int MAX_TICKS_BETWEEN = 1_000_000;
    private static final Duration SHORTEST_TICK = Duration.ofMillis(1);
    private static final Duration LONGEST_TICK = Duration.ofHours(1);
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern ORIGIN = Pattern.compile("[\\x21-\\x2a\\x2c-\\x7e]{1,200}");
    private static final Pattern PASSWORD = Pattern.compile("(?i)password=");

    public VaultSettings {
        require("cells per tick", cellsPerTick, 1, MAX_CELLS);
        if (tick.compareTo(SHORTEST_TICK) < 0 || tick.compareTo(LONGEST_TICK) > 0) {
            throw new IllegalArgumentException("a tick of " + tick + "; it lasts 1 millisecond to 1 hour");
        }
        require("box length", boxLength, MIN_BOX, Cell.MAX_BOX);
        require("chunk length", chunkLength, MIN_CHUNK, MAX_CHUNK);
        if (chunkLength == boxLength) {
            throw new IllegalArgumentException(("boxes and chunks of %,d bytes each; give them different lengths,"
                            + " so that an audit notices when one is put in the place of the other")
                    .formatted(chunkLength));
        }
        require("ticks per chunk", ticksPerChunk, 1, MAX_TICKS_BETWEEN);
        require("ticks per keyring", ticksPerKeyring, 1, MAX_TICKS_BETWEEN);
        require("keyring slots", keyringSlots, 2, MAX_SLOTS);
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "the ledger's origin '" + origin
                            + "' must be 1 to 200 printable ASCII characters without spaces and '+', such as example.org/vault");
        }
        if (!isDatabase(store) && !PLAIN_NAME.matcher(store).matches()) {
            throw new IllegalArgumentException("the store '" + store
                    + "' is neither a plain file name nor a URL that begins with jdbc:postgresql:");
        }
        if (PASSWORD.matcher(store).find()) {
            throw new IllegalArgumentException(
                    "the store's URL holds a password; put that into the file that PGPASSFILE names instead");
        }
    }

    /// The default: an SQLite file, two cells and one chunk of 32 KiB every 200 ms, the keyring every four
    /// seconds.
    ///
    /// A search's record takes two cells, which one tick writes; and, for the pictures of its probe, two chunks,
    /// which may follow later.
    public static VaultSettings standard(String origin) {
        return new VaultSettings("cells.sqlite", 2, Duration.ofMillis(200), 1008, 32 << 10, 1, 20, origin, 1024);
    }

    public VaultSettings withStore(String other) {
        return new VaultSettings(
                other,
                cellsPerTick,
                tick,
                boxLength,
                chunkLength,
                ticksPerChunk,
                ticksPerKeyring,
                origin,
                keyringSlots);
    }

    public VaultSettings withRate(int cells, Duration every) {
        return new VaultSettings(
                store, cells, every, boxLength, chunkLength, ticksPerChunk, ticksPerKeyring, origin, keyringSlots);
    }

    public VaultSettings withBoxes(int length) {
        return new VaultSettings(
                store, cellsPerTick, tick, length, chunkLength, ticksPerChunk, ticksPerKeyring, origin, keyringSlots);
    }

    public VaultSettings withChunks(int length, int everyTicks) {
        return new VaultSettings(
                store, cellsPerTick, tick, boxLength, length, everyTicks, ticksPerKeyring, origin, keyringSlots);
    }

    public VaultSettings withKeyringEvery(int ticks) {
        return new VaultSettings(
                store, cellsPerTick, tick, boxLength, chunkLength, ticksPerChunk, ticks, origin, keyringSlots);
    }

    public VaultSettings withKeyringSlots(int slots) {
        return new VaultSettings(
                store, cellsPerTick, tick, boxLength, chunkLength, ticksPerChunk, ticksPerKeyring, origin, slots);
    }

    /// Address of the store of the vault in `folder`.
    public CellAddress address(Path folder) {
        return isDatabase(store) ? CellAddress.of(store) : new CellAddress.SqliteFile(folder.resolve(store));
    }

    private static boolean isDatabase(String store) {
        return store.startsWith("jdbc:postgresql:");
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: %,d is outside %,d to %,d".formatted(what, value, least, most));
        }
    }
}
