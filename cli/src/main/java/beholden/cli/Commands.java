package beholden.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Reaches what picocli injects into a command, and null checks cannot know to be there.
final class Commands {
    private Commands() {}

    static CommandLine lineOf(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli injects the specification").commandLine();
    }

    static PrintWriter out(@Nullable CommandSpec spec) {
        return lineOf(spec).getOut();
    }

    static PrintWriter err(@Nullable CommandSpec spec) {
        return lineOf(spec).getErr();
    }
}
