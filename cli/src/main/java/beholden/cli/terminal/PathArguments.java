package beholden.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Refuses a folder where a file is wanted, and a file where a folder is, before a command begins.
///
/// The label in a command's help tells which of the two is wanted: `--key FILE`, `--draw OUT.png`, `--gallery
/// DIR`. A label that admits something else too, such as `ID|DIR` or `PHOTO`, is left to the command itself.
public final class PathArguments {
    private static final Pattern A_FILE = Pattern.compile("FILE(\\..+)?|OUT\\..+|LIBRARY");
    private static final Pattern A_FOLDER = Pattern.compile("DIR|VAULT");

    private static final IExecutionStrategy RUN = new RunLast();

    private PathArguments() {}

    /// Runs the command that was asked for if all its paths lead to what it wants.
    public static int checkedRun(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) last = last.subcommand();
        for (ArgSpec argument : last.matchedArgs()) {
            for (String value : argument.originalStringValues()) {
                String problem = problem(argument, value);
                if (problem != null) {
                    throw new ExecutionException(
                            last.commandSpec().commandLine(), problem, new RefusedException(problem));
                }
            }
        }
        return RUN.execute(parsed);
    }

    private static @Nullable String problem(ArgSpec argument, String value) {
        Path path = Path.of(value);
        String wanted;
        if (A_FILE.matcher(argument.paramLabel()).matches() && Files.isDirectory(path)) {
            wanted = "is a folder; name a file instead";
        } else if (A_FOLDER.matcher(argument.paramLabel()).matches()
                && Files.exists(path)
                && !Files.isDirectory(path)) {
            wanted = "is a file; name a folder instead";
        } else {
            return null;
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return name + " " + value + ": " + wanted + ": " + String.join(" ", argument.description());
    }
}
