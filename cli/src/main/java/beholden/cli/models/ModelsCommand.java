package beholden.cli.models;

import picocli.CommandLine.Command;

/// `beholden models`.
@Command(
        name = "models",
        description = "Lists, checks and adds model packs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {ModelsListCommand.class, ModelsVerifyCommand.class, ModelsAddCommand.class})
public final class ModelsCommand {}
