package beholden.cli.gallery;

import picocli.CommandLine.Command;

/// `beholden gallery`.
@Command(
        name = "gallery",
        description = "Fills, searches and keeps a gallery of faces.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            ImportCommand.class,
            SearchCommand.class,
            InfoCommand.class,
            CalibrateCommand.class,
            RemoveCommand.class,
            RekeyCommand.class,
            VerifyCommand.class,
            ReenrolCommand.class
        })
public final class GalleryCommand {}
