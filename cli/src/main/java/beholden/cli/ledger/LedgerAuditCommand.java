package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.ground.TypedText;
import beholden.ledger.Audit;
import beholden.ledger.AuditReport;
import beholden.ledger.Finding;
import beholden.ledger.TileSource;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.vault.RecordedCells;
import beholden.vault.cell.CellReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger audit`.
@Command(
        name = "audit",
        description = {
            "Checks a whole ledger with public keys alone, and names everything that was changed, removed or added.",
            "In this order: the log's signature, the witnesses' cosignatures, every entry and tile against the signed root,"
                    + " your checkpoint from last time, and every cell of a database copy against its entry."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger audit vault --key log.pub",
            "  beholden ledger audit https://ledger.example/vault --key log.pub \\",
            "    --witness w1.pub --witness w2.pub --witnesses-needed 1 \\",
            "    --save last.checkpoint",
            "  beholden ledger audit copy/ledger --key log.pub \\",
            "    --cells copy/cells.sqlite",
            "",
            "Copy the database, the chunks and the ledger while the vault is stopped: cells written between two copies would"
                    + " seem to be missing or added. Without --cells, a ledger in use can be audited at any time."
        })
final class LedgerAuditCommand implements Callable<Integer> {
    private static final String KEYS_FROM_THE_LEDGER =
            "beholden: no --key was given, so the key is the one that lies in the ledger itself. Whoever changed the ledger"
                    + " could change that too: note the key down now, and give it next time.";

    private static final String NO_CHUNKS =
            "beholden: no folder of chunks was found, so the entries of chunks will be said to be missing; name it with"
                    + " --chunks.";
    private static final String CHUNKS = "chunks";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR|URL", description = "a vault, a ledger's folder, or where one is served")
    private String given = "";

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--cosigned-within",
            paramLabel = "HOURS",
            description = "the witnesses must have seen the ledger no longer ago than this")
    private @Nullable Integer hours;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "your checkpoint from last time; the ledger must go on from it")
    private @Nullable Path since;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = {
                "keep the checkpoint here for next time, if nothing is wrong;",
                "one that is here already is taken as --since"
            })
    private @Nullable Path save;

    @Option(
            names = "--cells",
            paramLabel = "DB",
            description = "compare with this database: a copy of the SQLite file, or postgresql://… for its owner")
    private @Nullable String cells;

    @Option(
            names = "--chunks",
            paramLabel = "DIR",
            description =
                    "with --cells: the folder of the photos' chunks, or a copy (default: chunks in DIR or beside it)")
    private @Nullable Path chunks;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output.
    record Report(
            int format,
            String ledger,
            boolean sound,
            @Nullable Tree checkpoint,
            @Nullable Tree cosigned,
            long entries,
            @Nullable Long cells,
            List<Problem> findings,
            long unlisted) {}

    record Tree(String origin, long size, String root) {
        static @Nullable Tree of(@Nullable Checkpoint checkpoint) {
            return checkpoint == null
                    ? null
                    : new Tree(
                            checkpoint.origin(),
                            checkpoint.size(),
                            checkpoint.root().base64());
        }
    }

    record Problem(String kind, String message) {}

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        if (chunks != null && cells == null)
            throw new ParameterException(Commands.lineOf(spec), "--chunks goes with --cells");
        if (hours != null && (hours < 1 || !trust.namesWitnesses()))
            throw new ParameterException(
                    Commands.lineOf(spec), "--cosigned-within takes one hour or more, and needs --witness");
        TileSource source = source();
        CheckpointPolicy policy = trust.namesTheLog() ? trust.policy() : trust.policy(keysIn(source));
        Audit audit = new Audit(source, policy);
        if (hours != null) audit = audit.cosignedWithin(Duration.ofHours(hours), InstantSource.system());
        Path past = past();
        if (past != null) audit = audit.since(KeptCheckpoint.read(past, policy));
        AuditReport report = cells == null ? run(audit) : runWith(cells, audit);
        print(report);
        if (save != null && report.clean() && report.note() != null) KeptCheckpoint.write(save, report.note());
        return report.clean() ? ExitStatus.FINE : ExitStatus.NOT_PROVED;
    }

    /// File with the auditor's checkpoint from last time. One that is about to be replaced is believed first:
    /// else a forgotten option would throw away the only thing that a fork can be told by.
    private @Nullable Path past() {
        if (since != null || save == null || !Files.exists(save)) return since;
        Commands.err(spec)
                .println("beholden: " + TypedText.printable(save.toString())
                        + ": a checkpoint was kept here before; the ledger must go on from it, as with --since");
        return save;
    }

    private TileSource source() throws RefusedException {
        if (!isUrl()) return TileSource.folder(LedgerFolder.of(Path.of(given)).folder());
        try {
            return TileSource.url(URI.create(given));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private boolean isUrl() {
        return given.startsWith("http://") || given.startsWith("https://");
    }

    private List<NoteVerifier> keysIn(TileSource source) throws IOException, RefusedException {
        Optional<byte[]> file = source.read(LogKeyFile.NAME, LogKeyFile.MOST_BYTES);
        if (file.isEmpty())
            throw new RefusedException("the log's public key is needed: --key VKEY; its operator publishes it");
        Commands.err(spec).println(KEYS_FROM_THE_LEDGER);
        try {
            return LogKeyFile.parse(file.get());
        } catch (NoteException e) {
            throw new RefusedException(given + ": the key in the ledger is damaged: " + e.getMessage());
        }
    }

    private AuditReport run(Audit audit) throws IOException, InterruptedException {
        try (AuditProgressLine progress = new AuditProgressLine(json)) {
            return audit.progress(progress).run();
        }
    }

    private AuditReport runWith(String database, Audit audit) throws IOException, InterruptedException {
        Path folder = isUrl() ? Path.of("") : Path.of(given);
        Path compared = chunks != null ? chunks : isUrl() ? null : chunksOf(folder);
        if (compared == null) Commands.err(spec).println(NO_CHUNKS);
        try (CellReader reader = CellDatabase.open(database, folder)) {
            return run(audit.cells(new RecordedCells(reader, compared)));
        }
    }

    /// Folder of chunks in the vault that was named, or beside its ledger if that was.
    private static @Nullable Path chunksOf(Path folder) {
        return Stream.of(folder.resolve(CHUNKS), folder.toAbsolutePath().resolveSibling(CHUNKS))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }

    private void print(AuditReport report) {
        PrintWriter out = Commands.out(spec);
        if (json) {
            List<Problem> findings = report.findings().stream()
                    .map(finding -> new Problem(finding.getClass().getSimpleName(), finding.message()))
                    .toList();
            Json.print(
                    out,
                    new Report(
                            Json.FORMAT,
                            given,
                            report.clean(),
                            Tree.of(report.checkpoint()),
                            Tree.of(report.cosigned()),
                            report.leaves(),
                            cells == null ? null : report.cells(),
                            findings,
                            report.unlisted()));
            return;
        }
        Checkpoint checkpoint = report.checkpoint();
        if (checkpoint != null)
            out.printf(
                    "%s: %s, root %s%n",
                    TypedText.printable(checkpoint.origin()),
                    Wording.entries(checkpoint.size()),
                    checkpoint.root().base64());
        if (report.cosigned() != null)
            out.printf(
                    "Cosigned by enough witnesses: %s.%n",
                    Wording.entries(report.cosigned().size()));
        out.printf("Checked %s", Wording.entries(report.leaves()));
        if (cells != null) out.printf(" and %s", Wording.count(report.cells(), "cell"));
        out.println(
                report.clean() ? ": nothing was changed, removed or added." : ": the ledger is not as it should be.");
        for (Finding finding : report.findings()) out.println("  " + TypedText.printable(finding.message()));
        if (report.unlisted() > 0) out.printf("  … and %,d more%n", report.unlisted());
    }
}
