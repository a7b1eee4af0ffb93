package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.CosignedCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks a whole ledger, and a copy of the database it covers, with public keys alone.
///
/// In this order: the log's signature; the witnesses' cosignatures; every entry hashed, the root rebuilt from
/// them and every tile compared; the checkpoints of the auditor and the witnesses against the rebuilt tree;
/// every cell of the database against its entry. Goes on after a finding as far as it makes sense, so that one
/// audit names all that is wrong.
///
/// An audit is set up, run once, and used by one thread. Takes memory for the hashes of every 256th node of the
/// tree (an eighth of a byte for each leaf) and some 300 MB for a comparison with cells.
public final class Audit {
    /// More leaves than this have no audit here: 340 years of 16 a second hold fewer.
    static final long MAX_LEAVES = 1L << 33;

    /// How far a witness's clock may be ahead of the auditor's.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final TileSource source;
    private final CheckpointPolicy policy;
    private final Findings findings = new Findings();
    private @Nullable Checkpoint saved;
    private @Nullable CellSource cells;
    private @Nullable Duration cosignedWithin;
    private InstantSource clock = InstantSource.system();
    private AuditProgress progress = (step, done, total) -> {};

    /// An audit of the ledger at `source`, whose keys and witnesses `policy` knows.
    public Audit(TileSource source, CheckpointPolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    /// Checks also that the ledger goes on from the checkpoint the auditor kept from last time.
    ///
    /// @throws IllegalArgumentException if the checkpoint is of another log
    public Audit since(Checkpoint kept) {
        if (!kept.origin().equals(policy.origin())) {
            throw new IllegalArgumentException(
                    "the kept checkpoint is of " + kept.origin() + ", the ledger is " + policy.origin());
        }
        this.saved = kept;
        return this;
    }

    /// Checks also that the database holds exactly the cells of the ledger's entries.
    public Audit cells(CellSource copy) {
        this.cells = copy;
        return this;
    }

    /// Checks also that enough witnesses cosigned no longer ago than `age`.
    public Audit cosignedWithin(Duration age, InstantSource now) {
        this.cosignedWithin = age;
        this.clock = now;
        return this;
    }

    /// Lists up to `most` findings instead of [AuditReport#MAX_FINDINGS].
    public Audit listing(int most) {
        findings.list(most);
        return this;
    }

    /// Tells `listener` how far the audit is.
    public Audit progress(AuditProgress listener) {
        this.progress = listener;
        return this;
    }

    /// Runs the audit. What is wrong with the ledger is in the report.
    ///
    /// @throws IOException if the ledger or the database copy cannot be read, so that nothing can be said
    public AuditReport run() throws IOException, InterruptedException {
        // Before the newest one: a ledger that grows meanwhile does not seem to be put back.
        @Nullable SignedNote older = note(CosignedCheckpoint.NAME, false);
        @Nullable SignedNote note = note(LedgerFiles.CHECKPOINT, true);
        @Nullable Checkpoint signed = note == null ? null : signed(LedgerFiles.CHECKPOINT, note);
        @Nullable
        Checkpoint olderSigned = older == null || byAnotherKey(older) ? null : signed(CosignedCheckpoint.NAME, older);
        if (note == null || signed == null) {
            return report(null, null, null, 0, 0);
        }
        @Nullable Checkpoint cosigned = policy.witnessesNeeded() == 0 ? null : cosigned(note, older);
        if (signed.size() > MAX_LEAVES) {
            findings.add(new Finding.CheckpointRefused(
                    LedgerFiles.CHECKPOINT,
                    "%,d entries are over the limit of %,d".formatted(signed.size(), MAX_LEAVES)));
            return report(note, signed, cosigned, 0, 0);
        }
        Map<String, Checkpoint> kept = new LinkedHashMap<>();
        if (saved != null) {
            kept.put("the auditor", saved);
        }
        if (cosigned != null) {
            kept.put("the witnesses", cosigned);
        }
        if (olderSigned != null && !olderSigned.equals(cosigned)) {
            kept.put("its file " + CosignedCheckpoint.NAME, olderSigned);
        }
        kept.forEach((keeper, checkpoint) -> {
            if (checkpoint.size() > signed.size()) {
                findings.add(new Finding.RolledBack(keeper, checkpoint.size(), signed.size()));
            }
        });
        if (!holdsItsEnd(signed)) {
            return report(note, signed, cosigned, 0, 0);
        }
        if (cells == null) {
            try (Workers workers = new Workers(source.readers())) {
                return report(note, signed, cosigned, leaves(signed, kept, workers, null), 0);
            }
        }
        // The workers are stopped before their files are deleted.
        try (CellComparison comparison = new CellComparison(signed.size());
                Workers workers = new Workers(source.readers())) {
            long leaves = leaves(signed, kept, workers, comparison);
            if (comparison.read(cells, findings, workers, progress)) {
                comparison.compare(findings, workers, progress);
            }
            return report(note, signed, cosigned, leaves, comparison.cellsRead());
        }
    }

    private long leaves(
            Checkpoint signed, Map<String, Checkpoint> kept, Workers workers, @Nullable CellComparison comparison)
            throws IOException, InterruptedException {
        long leaves = tree(signed, kept, workers, comparison);
        new LooseFiles(source, findings, policy, signed).check();
        return leaves;
    }

    private long tree(
            Checkpoint signed, Map<String, Checkpoint> kept, Workers workers, @Nullable CellComparison comparison)
            throws IOException, InterruptedException {
        AuditedFiles files = new AuditedFiles(source, findings);
        List<Long> ends = new ArrayList<>();
        for (Checkpoint checkpoint : kept.values()) {
            ends.add(checkpoint.size() / TileName.WIDTH);
        }
        LeafScan scan = new LeafScan(files, findings, signed.size(), ends, comparison, progress);
        scan.run(workers);
        TreeCheck tree = new TreeCheck(files, findings, scan, signed.size(), signed.root());
        tree.run();
        kept.forEach((keeper, checkpoint) -> {
            if (checkpoint.size() <= signed.size()) {
                Hash now = tree.root(checkpoint.size());
                if (!now.equals(checkpoint.root())) {
                    findings.add(new Finding.Forked(keeper, checkpoint.size(), checkpoint.root(), now));
                }
            }
        });
        return scan.leaves();
    }

    /// Whether anything is where the signed tree ends; if not, there is no point in looking for all before it.
    private boolean holdsItsEnd(Checkpoint signed) throws IOException {
        if (signed.size() == 0) {
            return true;
        }
        TileName tile = TileName.holding(0, signed.size() - 1, signed.size());
        TileName bundle = new TileName(TileName.ENTRIES, tile.index(), tile.width());
        for (TileName name : List.of(tile, bundle, tile.full(), bundle.full())) {
            if (source.read(name.path(), 0).isPresent()) {
                return true;
            }
        }
        findings.add(new Finding.FileMissing(tile.path()));
        findings.add(new Finding.FileMissing(bundle.path()));
        return false;
    }

    private @Nullable SignedNote note(String file, boolean needed) throws IOException {
        Optional<byte[]> bytes = source.read(file, SignedNote.MOST_BYTES);
        if (bytes.isEmpty()) {
            if (needed) {
                findings.add(new Finding.CheckpointRefused(file, "the file is missing"));
            }
            return null;
        }
        try {
            return SignedNote.parse(bytes.get());
        } catch (NoteException e) {
            findings.add(new Finding.CheckpointRefused(file, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private @Nullable Checkpoint signed(String file, SignedNote note) {
        try {
            return new CheckpointPolicy(policy.logKeys(), List.of(), 0).verified(note);
        } catch (NoteException e) {
            findings.add(new Finding.CheckpointRefused(file, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /// Whether the log signed the note with a key that the auditor does not know, as it stays after the log's key
    /// was changed until the witnesses are asked again.
    private boolean byAnotherKey(SignedNote note) {
        List<NoteSignature> own = note.signatures().stream()
                .filter(signature -> signature.name().equals(policy.origin()))
                .toList();
        return !own.isEmpty()
                && policy.logKeys().stream().noneMatch(key -> own.stream().anyMatch(key::claims));
    }

    /// The checkpoint that enough witnesses cosigned: this one, or the older one that is kept for it.
    private @Nullable Checkpoint cosigned(SignedNote newest, @Nullable SignedNote older) {
        try {
            return fresh(newest, policy.verified(newest));
        } catch (NoteException not_yet) {
            try {
                if (older != null) {
                    return fresh(older, policy.verified(older));
                }
                findings.add(new Finding.CosignaturesMissing(String.valueOf(not_yet.getMessage())));
            } catch (NoteException e) {
                findings.add(new Finding.CosignaturesMissing(String.valueOf(e.getMessage())));
            }
            return null;
        }
    }

    private Checkpoint fresh(SignedNote note, Checkpoint checkpoint) {
        if (cosignedWithin != null) {
            Instant seen = seen(note);
            if (seen.isBefore(clock.instant().minus(cosignedWithin))) {
                findings.add(new Finding.CosignaturesStale(checkpoint.size(), seen));
            }
            if (seen.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
                findings.add(new Finding.CosignaturesAhead(checkpoint.size(), seen));
            }
        }
        return checkpoint;
    }

    /// The latest time at which as many witnesses as are needed had seen the checkpoint.
    private Instant seen(SignedNote note) {
        Map<String, Instant> latest = new HashMap<>();
        for (NoteSignature signature : note.signatures()) {
            for (NoteVerifier witness : policy.witnesses()) {
                if (witness.verifies(note.text(), signature)) {
                    Instant time = witness.time(signature).orElse(Instant.EPOCH);
                    latest.merge(witness.name(), time, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        List<Instant> times = latest.values().stream().sorted().toList();
        return times.get(times.size() - policy.witnessesNeeded());
    }

    private AuditReport report(
            @Nullable SignedNote note,
            @Nullable Checkpoint checkpoint,
            @Nullable Checkpoint cosigned,
            long leaves,
            long hashed) {
        return new AuditReport(note, checkpoint, cosigned, leaves, hashed, findings.listed(), findings.unlisted());
    }
}
