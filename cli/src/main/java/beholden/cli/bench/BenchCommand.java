package beholden.cli.bench;

import picocli.CommandLine.Command;

/// `beholden bench`: what the program can do, measured here.
@Command(
        name = "bench",
        description = "Measures accuracy and speed on this machine; prints a table and writes plots.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            BenchAccuracyCommand.class,
            BenchFacesCommand.class,
            BenchGalleryCommand.class,
            BenchVaultCommand.class,
            BenchServerCommand.class
        })
public final class BenchCommand {}
