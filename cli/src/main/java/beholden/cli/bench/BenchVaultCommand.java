package beholden.cli.bench;

import beholden.bench.vault.VaultBench;
import beholden.bench.vault.VaultBenchOptions;
import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden bench vault`.
@Command(
        name = "vault",
        description = {
            "Measures the sealed vault on PostgreSQL and on SQLite beside a plain table with a tenant column in the",
            "same PostgreSQL server, which it starts itself: the price of secrecy, as ratios."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchVaultCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "events of the agency (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "folder for the vaults, deleted at the end (default: bench in the home folder)")
    private @Nullable Path work;

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws IOException {
        VaultBenchOptions options;
        try {
            options = new VaultBenchOptions(work == null ? Home.find().folder().resolve("bench") : work, events, SEED);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), String.valueOf(e.getMessage()));
        }
        return output.print(VaultBench.run(options, output.progress(Commands.err(spec))), spec);
    }
}
