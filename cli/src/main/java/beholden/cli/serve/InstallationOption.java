package beholden.cli.serve;

import beholden.cli.home.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says where an installation is kept.
final class InstallationOption {
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the installation is kept (default: installation/ in BEHOLDEN_HOME)")
    private @Nullable Path folder;

    Path folder() {
        return folder == null ? Home.find().folder().resolve("installation") : folder;
    }
}
