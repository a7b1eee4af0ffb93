package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.vault.cell.CellStores;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden vault sql`.
@Command(
        name = "sql",
        description = {
            "Prints what a superuser runs once in a PostgreSQL database before `vault init --store` uses it:",
            "roles, their rights, and settings that keep labels and boxes out of the server's logs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden vault sql | psql --username postgres beholden")
final class VaultSqlCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Commands.out(spec).println(CellStores.preparation());
        return ExitStatus.FINE;
    }
}
