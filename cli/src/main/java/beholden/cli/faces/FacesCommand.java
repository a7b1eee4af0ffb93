package beholden.cli.faces;

import picocli.CommandLine.Command;

/// `beholden faces`.
@Command(
        name = "faces",
        description = "Looks at the faces of single photos, without any gallery.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {DetectCommand.class, CompareCommand.class})
public final class FacesCommand {}
