package beholden.cli.vault;

import beholden.cli.terminal.RefusedException;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--new-passphrase-file`, and where a new passphrase comes from without it.
final class NewPassphraseOption {
    private static final String VARIABLE = "BEHOLDEN_NEW_PASSPHRASE";

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "its first line is the new passphrase, or PIN of the new token"
                    + " (default: BEHOLDEN_NEW_PASSPHRASE, or asked for)")
    private @Nullable Path file;

    /// The caller closes it.
    Secret choose() throws IOException, RefusedException {
        if (file != null) return PassphraseOption.fromFile(file);
        Secret named = PassphraseOption.fromEnvironment(VARIABLE);
        return named != null ? named : PassphraseOption.askTwice("New passphrase: ");
    }
}
