package beholden.cli.terminal;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Reaches what picocli injects into a command, and null checks cannot know to be there.
public final class Commands {
    private Commands() {}

    public static CommandLine lineOf(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli injects the specification").commandLine();
    }

    public static PrintWriter out(@Nullable CommandSpec spec) {
        return lineOf(spec).getOut();
    }

    public static PrintWriter err(@Nullable CommandSpec spec) {
        return lineOf(spec).getErr();
    }
}
