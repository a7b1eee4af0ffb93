package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Interruption;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Terminal;
import beholden.cli.terminal.Wording;
import beholden.vault.Vault;
import beholden.vault.control.ControlException;
import beholden.vault.control.ControlServer;
import beholden.vault.tick.VaultHealth;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden vault run`.
@Command(
        name = "run",
        description = {
            "Keeps a vault ticking until Ctrl-C, as a server does; vault rotate and shred reach it meanwhile.",
            "A vault that stands still for a while shows that it stood still, and nothing else."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden vault run /srv/vault --passphrase-file /run/secrets/vault")
final class VaultRunCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_PER_HEALTH = 100;

    /// Notice that is printed whatever the load, so that it tells nothing.
    static final String NOT_WATCHED = "Standard error is not a terminal and may be kept as a log: how much of the"
            + " capacity is in use is not shown here. Run the vault in a terminal to see it.";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        PrintWriter out = Commands.out(spec);
        PrintWriter err = Commands.err(spec);
        return vault.use(err, open -> {
            // Before "Ctrl-C ends it" is said: else the first one could come too early to be heeded.
            try (ControlServer _ = control(open, err);
                    Interruption interruption = new Interruption(err, "Stopping after this tick.")) {
                out.printf(
                        "Running: every %,d ms %s. Ctrl-C ends it.%n",
                        open.settings().tick().toMillis(),
                        Wording.count(open.settings().cellsPerTick(), "cell"));
                out.flush();
                if (!Terminal.watched()) {
                    err.println(NOT_WATCHED);
                }
                runUntilInterrupted(open, err, interruption);
            }
            out.println("Stopped; the ledger has %,d entries."
                    .formatted(open.ledger().size()));
            return ExitStatus.FINE;
        });
    }

    /// Server that takes the orders of other commands; null if it cannot start, without which the vault runs as
    /// well.
    private @Nullable ControlServer control(Vault open, PrintWriter err) throws IOException {
        try {
            return ControlServer.start(vault.folder(), open);
        } catch (ControlException e) {
            err.println("Warning: " + e.getMessage() + ".");
            return null;
        }
    }

    private static void runUntilInterrupted(Vault open, PrintWriter err, Interruption interruption) throws IOException {
        List<String> said = List.of();
        try {
            for (long looks = 1; !interruption.requested(); looks++) {
                Thread.sleep(LOOK);
                if (looks % LOOKS_PER_HEALTH != 0) continue;
                VaultHealth health = open.health();
                List<String> warnings = Terminal.watched() ? health.warnings() : health.warningsForALog();
                if (!warnings.equals(said)) warnings.forEach(warning -> err.println("Warning: " + warning + "."));
                said = warnings;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
