package beholden.cli.terminal;

import beholden.enrol.FileErrors;
import beholden.faces.pack.PackException;
import beholden.faces.photo.PhotoRefusedException;
import beholden.gallery.DamagedGalleryException;
import beholden.gallery.GalleryException;
import beholden.gallery.GalleryInUseException;
import beholden.ground.TypedText;
import beholden.ledger.DamagedLedgerException;
import beholden.ledger.LedgerInUseException;
import beholden.vault.VaultInUseException;
import beholden.vault.key.DamagedKeyException;
import beholden.vault.key.KeyringInUseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one line on standard error and an exit status.
public final class Failures {
    private static final String DEBUG = "BEHOLDEN_DEBUG";

    private Failures() {}

    public static int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        boolean isGroup = !command.getSubcommands().isEmpty();
        if (isGroup && !(e instanceof UnmatchedArgumentException)) {
            // A group of commands alone does nothing: show what it holds.
            command.usage(err, command.getColorScheme());
            return ExitStatus.USAGE;
        }
        if (isGroup && e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            say(
                    command,
                    "there is no command \"%s %s\""
                            .formatted(name, unmatched.getUnmatched().getFirst()));
            // Picocli's suggestions begin with the group's own name alone, the nearest of them first.
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(nearest -> nearest.substring(nearest.lastIndexOf(' ') + 1))
                    .ifPresent(nearest -> err.println("Did you mean: " + name + " " + nearest + "?"));
        } else {
            say(command, e.getMessage());
            UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("Help: " + name + " --help");
        return ExitStatus.USAGE;
    }

    public static int execution(Exception e, CommandLine command, ParseResult parsed) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() instanceof IOException io ? io : e;
        if ("1".equals(System.getenv(DEBUG))) cause.printStackTrace(command.getErr());
        String fullDisk = FullDisk.inWords(cause, parsed);
        if (fullDisk != null) return say(command, fullDisk, ExitStatus.REFUSED);
        return switch (cause) {
            case RefusedException refused -> say(command, refused.getMessage(), ExitStatus.REFUSED);
            case PhotoRefusedException refused -> say(command, refused.getMessage(), ExitStatus.REFUSED);
            case PackException refused -> say(command, refused.getMessage(), ExitStatus.REFUSED);
            case GalleryInUseException busy -> say(command, busy.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case DamagedGalleryException damaged -> say(command, damaged.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case KeyringInUseException busy -> say(command, busy.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case DamagedKeyException damaged -> say(command, damaged.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case VaultInUseException busy -> say(command, busy.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case LedgerInUseException busy -> say(command, busy.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case DamagedLedgerException damaged -> say(command, damaged.getMessage(), ExitStatus.IN_USE_OR_DAMAGED);
            case GalleryException refused -> say(command, refused.getMessage(), ExitStatus.REFUSED);
            case FileSystemException file -> say(command, FileErrors.inWords(file), ExitStatus.REFUSED);
            case IOException file -> say(command, file.getMessage(), ExitStatus.REFUSED);
            case OutOfMemoryError _ ->
                say(
                        command,
                        "Java ran out of memory; give it more with, for example, JAVA_TOOL_OPTIONS=-Xmx4g",
                        ExitStatus.REFUSED);
            default ->
                say(
                        command,
                        "internal error: " + cause + "; please report it in the project's issue tracker, with what "
                                + DEBUG + "=1 prints",
                        ExitStatus.INTERNAL);
        };
    }

    private static int say(CommandLine command, @Nullable String message, int status) {
        say(command, message);
        return status;
    }

    private static void say(CommandLine command, @Nullable String message) {
        String line = "beholden: " + TypedText.printable(String.valueOf(message));
        command.getErr().println(command.getColorScheme().errorText(line));
    }
}
