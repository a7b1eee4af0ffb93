package beholden.cli.vault;

import beholden.cli.terminal.RefusedException;
import beholden.vault.key.Pkcs11RootKey;
import beholden.vault.key.RootKeyPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Place of a new root key: `--root-key` or `--pkcs11` with its slot and label.
final class RootKeyOptions {
    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    static final class Choice {
        @Option(
                names = "--root-key",
                paramLabel = "FILE",
                description = "file for the root key, best on another disk (default: keys/root.key in the vault)")
        private @Nullable Path file;

        @ArgGroup(exclusive = false)
        private @Nullable Token token;
    }

    static final class Token {
        @Option(
                names = "--pkcs11",
                paramLabel = "LIBRARY",
                required = true,
                description = "have a hardware token make and keep it; its maker's PKCS#11 library, as a full path")
        private Path library = Path.of("");

        @Option(
                names = "--pkcs11-slot",
                paramLabel = "N",
                defaultValue = "0",
                description = "which of the slots that the library lists, from 0 (default: ${DEFAULT-VALUE})")
        private int slot;

        @Option(
                names = "--pkcs11-key",
                paramLabel = "LABEL",
                defaultValue = "beholden-root",
                description = "label for the key in the token (default: ${DEFAULT-VALUE})")
        private String label = "";
    }

    /// The place that was chosen; null if none was.
    @Nullable
    RootKeyPlace chosen() throws RefusedException {
        if (choice == null) return null;
        if (choice.file != null)
            return new RootKeyPlace.InFile(choice.file.toAbsolutePath().normalize());
        Token token = choice.token;
        if (token == null) return null;
        try {
            return new RootKeyPlace.InToken(
                    new Pkcs11RootKey.Place(token.library.toAbsolutePath(), token.slot, token.label));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--pkcs11: " + e.getMessage());
        }
    }
}
