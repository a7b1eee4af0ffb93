package beholden.vault.check;

import beholden.ground.Sha256;
import beholden.ledger.Audit;
import beholden.ledger.CellSource;
import beholden.ledger.LedgerReader;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteVerifier;
import beholden.vault.cell.CellStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Compares all that a vault has stored with its ledger, while the vault works: whether anything was changed,
/// removed or added.
///
/// First the ledger is audited by itself. Then all cells and chunks are read, a few at a time, and a keyed sum
/// over their entries is compared with that over the ledger's. So the comparison needs little memory and no
/// files, and tells no more than whether something is wrong; what it is, an audit tells, for which the vault has
/// to be stopped.
///
/// Every row and chunk is read alike, whoever's it is, so the reading tells nothing. What the vault writes
/// meanwhile is left out.
public final class StoreCheck {
    private static final int CELLS_IN_PART = 256;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path ledger;
    private final Supplier<List<NoteVerifier>> verifiers;
    private final CellStore store;
    private final Chunks chunks;

    /// The chunks of a vault, some at a time.
    public interface Chunks {
        /// How many times `some` has to be called for all.
        int steps();

        void some(int step, CellSource.Sink sink) throws IOException;
    }

    /// Lets the vault's other work go first.
    @FunctionalInterface
    public interface Pace {
        /// Waits after a step of the comparison.
        ///
        /// @param took  how long the step took
        /// @param steps how many there are in all
        void rest(Duration took, int steps) throws InterruptedException;
    }

    /// @param ledger    folder of the ledger
    /// @param verifiers verify its checkpoints, as they are at that moment
    public StoreCheck(Path ledger, Supplier<List<NoteVerifier>> verifiers, CellStore store, Chunks chunks) {
        this.ledger = ledger;
        this.verifiers = verifiers;
        this.store = store;
        this.chunks = chunks;
    }

    /// Whether the ledger is whole, and the store holds what the ledger says, but for what is known to be lost.
    ///
    /// @throws IOException if it cannot be told, since something does not answer or the vault has stopped writing
    public boolean isSound(KnownLosses known, Pace pace) throws IOException, InterruptedException {
        CheckpointPolicy policy = new CheckpointPolicy(verifiers.get(), List.of(), 0);
        if (!new Audit(TileSource.folder(ledger), policy).run().clean()) return false;
        return new Pass(known, pace).isSound();
    }

    /// Entries of cells that were read, and how often the ledger had grown by then.
    private record Read(List<byte[]> entries, long generation) {}

    /// One comparison of everything.
    private final class Pass {
        private final Pace pace;
        /// Entries that are left out on both sides.
        private final Set<String> known;

        private final KeyedSum difference;
        private final Deque<Read> unsettled = new ArrayDeque<>();
        /// Entries that came since the comparison began.
        private final Set<String> later = new HashSet<>();

        private long seen;
        private long generation;
        private boolean strange;

        Pass(KnownLosses losses, Pace pace) throws IOException {
            this.pace = pace;
            this.known = new HashSet<>(losses.foreign());
            byte[] key = new byte[Sha256.BYTES];
            new SecureRandom().nextBytes(key);
            this.difference = new KeyedSum(key);
            LedgerReader begin = reader();
            this.seen = size(begin);
            for (KnownLosses.Stretch gone : losses.gone()) {
                begin.forEach(gone.from(), Math.min(gone.to(), seen), entry -> known.add(hex(entry)));
            }
            begin.forEach(0, seen, entry -> {
                if (!isKnown(entry)) difference.add(entry);
            });
        }

        private boolean isKnown(byte[] entry) {
            return !known.isEmpty() && known.contains(hex(entry));
        }

        boolean isSound() throws IOException, InterruptedException {
            int parts = (int) Long.highestOneBit(Math.clamp(seen / CELLS_IN_PART, 1, CellStore.MOST_PARTS));
            int steps = parts + chunks.steps();
            for (int step = 0; step < steps; step++) {
                long start = System.nanoTime();
                read(step < parts ? store.entries(step, parts) : chunks(step - parts));
                pace.rest(Duration.ofNanos(System.nanoTime() - start), steps);
            }
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (!unsettled.isEmpty()) {
                if (System.nanoTime() > patience) throw new IOException("the vault does not write any more");
                Thread.sleep(LOOK);
                settle();
            }
            return !strange && difference.isZero();
        }

        private List<byte[]> chunks(int step) throws IOException {
            List<byte[]> entries = new ArrayList<>();
            chunks.some(step, new CellSource.Sink() {
                @Override
                public void cell(byte[] label, byte[] box) {
                    entries.add(Sha256.of(label, box));
                }

                @Override
                public void noRecord(String place, String reason) {
                    strange = true;
                }
            });
            return entries;
        }

        private void read(List<byte[]> entries) throws IOException {
            settle();
            unsettled.add(new Read(entries, generation));
        }

        /// Counts what was read before the ledger grew twice: a tick stores first, and enters in the ledger then,
        /// so that all of this is in the ledger by now.
        private void settle() throws IOException {
            LedgerReader now = reader();
            if (size(now) > seen) {
                now.forEach(seen, size(now), entry -> later.add(hex(entry)));
                seen = size(now);
                generation++;
            }
            while (!unsettled.isEmpty() && unsettled.getFirst().generation() + 2 <= generation) {
                for (byte[] entry : unsettled.removeFirst().entries()) {
                    if (!later.contains(hex(entry)) && !isKnown(entry)) difference.subtract(entry);
                }
            }
        }
    }

    private LedgerReader reader() throws IOException {
        return LedgerReader.at(ledger, LedgerReader.checkpoint(ledger));
    }

    private static long size(LedgerReader reader) {
        return reader.checkpoint().size();
    }

    private static String hex(byte[] entry) {
        return HexFormat.of().formatHex(entry);
    }
}
