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
                    + " they say what it says. Of a bare proof: that its entry, or the one given, is in the log.",
            "The log is believed by its own key and by those of its witnesses: people apart from its operator, who saw that"
                    + " it grew and never changed. At least one of them is needed, unless --no-witness is given."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger verify-proof report.pdf --key log.pub --witness w1.pub",
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

    @Option(names = "--no-witness", description = "rely on the log's own signature, and so on its operator alone")
    private boolean noWitness;

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
            String entry,
            List<String> witnesses) {}

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
            List<String> witnesses,
            List<ProvedRecord> records) {
        static ReportOfSearch notProved(String problem) {
            return new ReportOfSearch(Json.FORMAT, false, problem, null, null, null, null, null, List.of(), List.of());
        }
    }

    record ProvedRecord(String what, String at, List<Long> entries, List<String> witnesses) {
        static ProvedRecord of(ReportCheck.Proved proved) {
            return new ProvedRecord(proved.what(), proved.at().toString(), proved.entries(), proved.witnesses());
        }
    }

    private static final String NO_WITNESS =
            "Not witnessed: that the log is the one that everybody sees is its operator's word.";
    private static final String UNWITNESSED =
            "no independent witness is asked, so that the log's operator alone says so; give a witness's key with"
                    + " --witness, or --no-witness to rely on the log's own signature";

    @Override
    public Integer call() throws IOException, RefusedException {
        CheckpointPolicy policy = trust.policy();
        if (noWitness && trust.namesWitnesses()) {
            throw new RefusedException("--witness and --no-witness contradict each other; leave one of them out");
        }
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
            if (lacksWitness(policy)) return noReport(UNWITNESSED);
            if (json) Json.print(Commands.out(spec), json(check));
            else print(check);
            return ExitStatus.FINE;
        } catch (ReportException e) {
            return noReport(String.valueOf(e.getMessage()));
        }
    }

    private int noReport(String problem) {
        if (json) Json.print(Commands.out(spec), ReportOfSearch.notProved(problem));
        else notProved(problem);
        return ExitStatus.NOT_PROVED;
    }

    private boolean lacksWitness(CheckpointPolicy policy) {
        return !noWitness && policy.witnessesNeeded() == 0;
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
                check.witnesses(),
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
        out.println(witnessed(check));
        for (ReportCheck.Proved proved : check.records()) out.println(line(proved));
        out.println(line(check.exported()));
    }

    private String witnessed(ReportCheck check) {
        if (noWitness) return NO_WITNESS;
        List<String> all = check.witnesses();
        String records = all.isEmpty()
                ? "Witnessed: the records of the search, not all of them by the same."
                : "Witnessed by " + names(all) + ": the records of the search.";
        List<String> export = check.exported().witnesses();
        return records
                + (export.isEmpty()
                        ? " That of the export is newer, and signed by the log alone."
                        : " That of the export by " + names(export) + ".");
    }

    private static String names(List<String> witnesses) {
        return witnesses.stream().map(TypedText::printable).collect(Collectors.joining(", "));
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
            if (lacksWitness(policy)) throw new ProofException(UNWITNESSED);
            report(proof, proved, checkpoint, policy.witnessesOf(proof.checkpoint()), null);
            return ExitStatus.FINE;
        } catch (NoteException | ProofException e) {
            report(proof, proved, null, List.of(), String.valueOf(e.getMessage()));
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

    private void report(
            TlogProof proof,
            byte[] proved,
            @Nullable Checkpoint checkpoint,
            List<String> witnesses,
            @Nullable String problem) {
        String hex = HexFormat.of().formatHex(proved);
        String origin = checkpoint == null ? null : checkpoint.origin();
        Long size = checkpoint == null ? null : checkpoint.size();
        if (json) {
            Json.print(
                    Commands.out(spec),
                    new Report(Json.FORMAT, checkpoint != null, problem, origin, proof.index(), size, hex, witnesses));
        } else if (checkpoint != null) {
            Commands.out(spec)
                    .printf(
                            "Proved: the entry %s is number %,d of the log %s, in its tree of %s.%n",
                            hex,
                            proof.index(),
                            TypedText.printable(checkpoint.origin()),
                            Wording.entries(checkpoint.size()));
            Commands.out(spec).println(noWitness ? NO_WITNESS : "Witnessed by " + names(witnesses) + ".");
        } else {
            notProved(String.valueOf(problem));
        }
    }

    private void notProved(String problem) {
        Commands.out(spec).println("Not proved: " + TypedText.printable(problem));
    }
}
