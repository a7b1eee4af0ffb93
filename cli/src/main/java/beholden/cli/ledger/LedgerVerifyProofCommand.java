package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.ground.TypedText;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.TlogProof;
import beholden.server.report.ReportCheck;
import beholden.server.report.ReportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger verify-proof`.
@Command(
        name = "verify-proof",
        description = {
            "Checks, offline, a report of a search, or a proof that one entry is in a log.",
            "Of a report (PDF or JSON): that it is as it was exported, that the records it rests on are in the log, and that"
                    + " they say what it says. Of a bare proof: that its entry, or the one given, is in the log. The log"
                    + " is believed by its key, and by its witnesses' where they are given."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger verify-proof report.pdf --key log.pub",
            "  beholden ledger verify-proof event.tlog-proof --key log.pub \\",
            "    --witness w1.pub --entry 3f2a…"
        })
final class LedgerVerifyProofCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "a report as the server exports it, or a proof as `beholden ledger prove` writes it")
    private Path file = Path.of("");

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--entry",
            paramLabel = "HEX",
            description = "the entry that must be the one proved: SHA-256 of a cell's label and box; for bare proofs")
    private @Nullable String entry;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output for a bare proof.
    record Report(
            int format,
            boolean proved,
            @Nullable String problem,
            @Nullable String origin,
            long index,
            @Nullable Long size,
            String entry) {}

    /// The `--json` output for a report.
    record ReportOfSearch(
            int format,
            boolean proved,
            @Nullable String problem,
            @Nullable String origin,
            @Nullable Long size,
            @Nullable String report,
            @Nullable String search,
            @Nullable String sha256,
            List<ProvedRecord> records) {}

    record ProvedRecord(String what, String at, List<Long> entries) {
        static ProvedRecord of(ReportCheck.Proved proved) {
            return new ProvedRecord(proved.what(), proved.at().toString(), proved.entries());
        }
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        CheckpointPolicy policy = trust.policy();
        if (Files.size(file) > ReportCheck.LARGEST) {
            throw new RefusedException(
                    "%s: has over %,d bytes; no report and no proof has".formatted(file, ReportCheck.LARGEST));
        }
        byte[] content = Files.readAllBytes(file);
        return ReportCheck.looksLikeReport(content) ? report(content, policy) : proof(content, policy);
    }

    private int report(byte[] content, CheckpointPolicy policy) throws RefusedException {
        if (entry != null) throw new RefusedException("--entry: a report names its entries itself; leave it out");
        try {
            ReportCheck check = ReportCheck.of(content, policy);
            if (json) Json.print(Commands.out(spec), json(check));
            else print(check);
            return ExitStatus.FINE;
        } catch (ReportException e) {
            String problem = String.valueOf(e.getMessage());
            if (json) {
                Json.print(
                        Commands.out(spec),
                        new ReportOfSearch(Json.FORMAT, false, problem, null, null, null, null, null, List.of()));
            } else {
                notProved(problem);
            }
            return ExitStatus.NOT_PROVED;
        }
    }

    private static ReportOfSearch json(ReportCheck check) {
        List<ProvedRecord> records =
                new ArrayList<>(check.records().stream().map(ProvedRecord::of).toList());
        records.add(ProvedRecord.of(check.exported()));
        return new ReportOfSearch(
                Json.FORMAT,
                true,
                null,
                check.tree().origin(),
                check.tree().size(),
                check.report(),
                check.search(),
                check.sha256(),
                records);
    }

    private void print(ReportCheck check) {
        PrintWriter out = Commands.out(spec);
        out.printf("Report of the search %s, SHA-256 %s.%n", check.search(), check.sha256());
        out.printf(
                "Proved: it is, byte for byte, what was exported on %s, and says what these records say.%n",
                check.exported().at());
        out.printf(
                "Proved: all of them are in the log %s, in its tree of %s.%n",
                TypedText.printable(check.tree().origin()),
                Wording.entries(check.tree().size()));
        for (ReportCheck.Proved proved : check.records()) out.println(line(proved));
        out.println(line(check.exported()));
    }

    private static String line(ReportCheck.Proved proved) {
        return "  %-24s  %-15s  %s %s"
                .formatted(
                        proved.at(),
                        proved.what(),
                        proved.entries().size() == 1 ? "entry" : "entries",
                        proved.entries().stream().map("%,d"::formatted).collect(Collectors.joining("; ")));
    }

    private int proof(byte[] content, CheckpointPolicy policy) throws RefusedException {
        TlogProof proof;
        byte[] proved;
        try {
            proof = TlogProof.parse(content);
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
                            TypedText.printable(checkpoint.origin()),
                            Wording.entries(checkpoint.size()));
        } else {
            notProved(String.valueOf(problem));
        }
    }

    private void notProved(String problem) {
        Commands.out(spec).println("Not proved: " + TypedText.printable(problem));
    }
}
