package beholden.cli;

import beholden.cli.bench.BenchCommand;
import beholden.cli.drill.DrillCommand;
import beholden.cli.home.Home;
import beholden.cli.terminal.Failures;
import beholden.cli.terminal.PathArguments;
import beholden.cli.terminal.StandardError;
import beholden.cli.terminal.StandardOutput;
import beholden.cli.terminal.Terminal;
import beholden.vault.cell.SqliteLibrary;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// Entry point of the `beholden` command.
public final class Main {
    // Held here, since a logger that nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        StandardError.takeBack();
        // Messages are in English, so their numbers are written the English way, whatever the machine's locale.
        Locale.setDefault(Locale.ENGLISH);
        // What libraries note while all goes well is not for a terminal.
        ROOT.setLevel(Level.WARNING);
        SqliteLibrary.keepIn(Home.find().cache());
        StandardOutput out = new StandardOutput();
        CommandLine command = commandLine().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        System.exit(out.status(command.execute(arguments), command.getOut(), command.getErr()));
    }

    /// Whether the commands that measure and rob are there: a release comes without them, and without what they need.
    private static boolean isInWorkshop() {
        return Main.class.getResource("/beholden/bench/package-info.class") != null;
    }

    /// The whole command, ready to execute.
    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new BeholdenCommand());
        if (isInWorkshop()) command.addSubcommand(new DrillCommand()).addSubcommand(new BenchCommand());
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Terminal.width())
                .setExecutionStrategy(PathArguments::checkedRun)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution);
    }
}
