package beholden.cli.registrar;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.vault.VaultOption;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.DirectoryReading;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden registrar readings`.
@Command(
        name = "readings",
        description = "Lists who read the directory, when and why. Takes no share.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden registrar readings /srv/vault")
final class RegistrarReadingsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        List<DirectoryReading> readings = vault.use(
                Commands.err(spec),
                open -> new Directory(open.log(AgencyId.DIRECTORY), InstantSource.system()).readings());
        if (readings.isEmpty()) {
            Commands.out(spec).println("Nobody has read the directory.");
            return ExitStatus.NOTHING_FOUND;
        }
        Table table = new Table()
                .words("when")
                .words("shares")
                .words("read")
                .words("who")
                .words("why");
        for (DirectoryReading reading : readings) {
            String holders = reading.holders().stream().map(String::valueOf).collect(Collectors.joining(", "));
            table.row(reading.at(), holders, reading.inBulk() ? "all" : "one", reading.readers(), reading.purpose());
        }
        Commands.out(spec).println(table);
        return ExitStatus.FINE;
    }
}
