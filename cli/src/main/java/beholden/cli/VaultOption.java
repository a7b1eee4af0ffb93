package beholden.cli;

import beholden.vault.Vault;
import beholden.vault.VaultSettings;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The vault a command is about, and what opens it.
final class VaultOption {
    @Parameters(index = "0", paramLabel = "VAULT", description = "folder of the vault")
    private Path folder = Path.of("");

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    Path folder() {
        return folder;
    }

    Path keys() {
        return folder.resolve("keys");
    }

    PassphraseOption passphrase() {
        return passphrase;
    }

    /// @throws IOException if there is no vault; said before anybody types a passphrase
    VaultSettings settings() throws IOException {
        return Vault.settings(folder);
    }

    /// The vault's root key. The caller closes it.
    RootKey root() throws IOException, RefusedException {
        settings();
        RootKeyPlace place = RootKeyPlace.load(keys());
        try (Secret secret = passphrase.read()) {
            return place.open(keys(), secret);
        }
    }

    /// What a command does with an open vault.
    interface Work<T> {
        T with(Vault vault) throws IOException, RefusedException;
    }

    /// Opens the vault, lets it tick while `work` is done, and closes it.
    ///
    /// @param notes told what is wrong with the vault
    <T> T use(PrintWriter notes, Work<T> work) throws IOException, RefusedException {
        try (RootKey root = root();
                Vault vault = Vault.open(folder, root)) {
            vault.findings().forEach(finding -> notes.println("Warning: " + finding + "."));
            vault.start();
            return work.with(vault);
        }
    }
}
