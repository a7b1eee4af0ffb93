package beholden.cli;

import beholden.enrol.PrintableText;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger check-proof`.
@Command(
        name = "check-proof",
        description = {
            "Checks, offline, a proof that one entry is in a log.",
            "The entry is the one in the proof file, or the one given; the log is believed by its key, and by its witnesses'"
                    + " where they are given."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger check-proof event.tlog-proof --key log.pub",
            "  beholden ledger check-proof event.tlog-proof --key log.pub \\",
            "    --witness w1.pub --entry 3f2a…"
        })
final class LedgerCheckProofCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the proof, as `beholden ledger prove` writes it")
    private Path file = Path.of("");

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--entry",
            paramLabel = "HEX",
            description = "the entry that must be the one proved: SHA-256 of a cell's label and box")
    private @Nullable String entry;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output.
    record Report(
            int format,
            boolean proved,
            @Nullable String problem,
            @Nullable String origin,
            long index,
            @Nullable Long size,
            String entry) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        CheckpointPolicy policy = trust.policy();
        TlogProof proof;
        byte[] proved;
        try {
            if (Files.size(file) > TlogProof.MOST_BYTES)
                throw new NoteException("it has over %,d bytes".formatted(TlogProof.MOST_BYTES));
            proof = TlogProof.parse(Files.readAllBytes(file));
            proved = entry(proof.extra());
        } catch (NoteException e) {
            throw new RefusedException(file + ": " + e.getMessage());
        }
        try {
            Checkpoint checkpoint = proof.verify(MerkleHash.leaf(proved), policy);
            report(proof, proved, checkpoint, null);
            return ExitStatus.FINE;
        } catch (NoteException | ProofException e) {
            report(proof, proved, null, String.valueOf(e.getMessage()));
            return ExitStatus.NOT_PROVED;
        }
    }

    private byte[] entry(Optional<byte[]> inFile) throws RefusedException, NoteException {
        if (entry == null)
            return inFile.orElseThrow(
                    () -> new NoteException("the proof does not hold its entry; give it with --entry"));
        try {
            return HexFormat.of().parseHex(entry);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--entry " + entry + ": this is no hexadecimal number of whole bytes");
        }
    }

    private void report(TlogProof proof, byte[] proved, @Nullable Checkpoint checkpoint, @Nullable String problem) {
        String hex = HexFormat.of().formatHex(proved);
        String origin = checkpoint == null ? null : checkpoint.origin();
        Long size = checkpoint == null ? null : checkpoint.size();
        if (json) {
            Json.print(
                    Commands.out(spec),
                    new Report(Json.FORMAT, checkpoint != null, problem, origin, proof.index(), size, hex));
        } else if (checkpoint != null) {
            Commands.out(spec)
                    .printf(
                            "Proved: the entry %s is number %,d of the log %s, in its tree of %s.%n",
                            hex,
                            proof.index(),
                            PrintableText.of(checkpoint.origin()),
                            Wording.entries(checkpoint.size()));
        } else {
            Commands.out(spec).println("Not proved: " + PrintableText.of(String.valueOf(problem)));
        }
    }
}
