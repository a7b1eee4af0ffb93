package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.vault.Vault;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden vault info`.
@Command(
        name = "info",
        description = {
            "Says a vault's capacity and schedule, and how long its ledger is. Needs no key.",
            "Nothing here depends on how many agencies there are or what they do."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden vault info /srv/vault")
final class VaultInfoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "VAULT", description = "folder of the vault")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output.
    record Report(
            int format,
            String vault,
            String store,
            int cellsPerTick,
            long tickMillis,
            int ticksPerChunk,
            int boxBytes,
            int chunkBytes,
            int keyringSlots,
            long cellsPerDay,
            long bytesPerDay,
            String origin,
            long ledgerSize,
            List<String> ledgerKeys,
            String rootKey,
            @Nullable String registrar) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        Report report = report();
        if (json) {
            Json.print(Commands.out(spec), report);
        } else {
            print(Commands.out(spec), report);
        }
        return ExitStatus.FINE;
    }

    private Report report() throws IOException, RefusedException {
        VaultSettings settings = Vault.settings(folder);
        Path keys = folder.resolve("keys");
        Path registrar = keys.resolve(RegistrarKey.FILE);
        long ticksPerDay = Duration.ofDays(1).dividedBy(settings.tick());
        long cellsPerDay = ticksPerDay * settings.cellsPerTick();
        long bytesPerDay = cellsPerDay * (16 + settings.boxLength())
                + ticksPerDay / settings.ticksPerChunk() * settings.chunkLength();
        return new Report(
                Json.FORMAT,
                folder.toString(),
                settings.address(folder).toString(),
                settings.cellsPerTick(),
                settings.tick().toMillis(),
                settings.ticksPerChunk(),
                settings.boxLength(),
                settings.chunkLength(),
                settings.keyringSlots(),
                cellsPerDay,
                bytesPerDay,
                settings.origin(),
                ledgerSize(),
                ledgerKeys(),
                RootKeyPlace.load(keys).toString(),
                Files.exists(registrar) ? RegistrarKey.load(registrar).fingerprint() : null);
    }

    private List<String> ledgerKeys() throws IOException, RefusedException {
        Path file = folder.resolve("ledger").resolve(LogKeyFile.NAME);
        try {
            return LogKeyFile.parse(Files.readAllBytes(file)).stream()
                    .map(NoteVerifier::vkey)
                    .toList();
        } catch (NoteException e) {
            throw new RefusedException(file + ": " + e.getMessage() + "; opening the vault writes it anew");
        }
    }

    private long ledgerSize() throws IOException, RefusedException {
        Path checkpoint = folder.resolve("ledger").resolve("checkpoint");
        try {
            return Checkpoint.parse(
                            SignedNote.parse(Files.readAllBytes(checkpoint)).text())
                    .size();
        } catch (NoteException e) {
            throw new RefusedException(checkpoint + ": " + e.getMessage() + "; have the ledger audited");
        }
    }

    private static void print(PrintWriter out, Report report) {
        out.println("Vault      " + report.vault());
        out.println("Store      " + report.store());
        out.printf(
                "Schedule   every %,d ms %s; every %,d ticks a chunk%n",
                report.tickMillis(), Wording.count(report.cellsPerTick(), "cell"), report.ticksPerChunk());
        out.printf(
                "Sizes      cells of %,d bytes, chunks of %,d; %,d MB a day%n",
                16 + report.boxBytes(), report.chunkBytes(), report.bytesPerDay() / 1_000_000);
        out.printf(
                "Capacity   %,d cells a day; %,d epochs of all agencies together%n",
                report.cellsPerDay(), report.keyringSlots());
        out.printf("Ledger     %s, %,d entries%n", report.origin(), report.ledgerSize());
        report.ledgerKeys().forEach(key -> out.println("           " + key));
        out.println("Root key   " + report.rootKey());
        out.println("Registrar  " + (report.registrar() == null ? "none yet" : report.registrar()));
    }
}
