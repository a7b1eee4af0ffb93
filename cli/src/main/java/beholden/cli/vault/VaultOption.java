package beholden.cli.vault;

import beholden.cli.terminal.RefusedException;
import beholden.vault.Vault;
import beholden.vault.control.ControlClient;
import beholden.vault.control.Order;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The vault a command is about, and what opens it.
public final class VaultOption {
    @Parameters(index = "0", paramLabel = "VAULT", description = "folder of the vault")
    private Path folder = Path.of("");

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    Path folder() {
        return folder;
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    PassphraseOption passphrase() {
        return passphrase;
    }

    /// @throws IOException if there is no vault; said before anybody types a passphrase
    public VaultSettings settings() throws IOException {
        return Vault.settings(folder);
    }

    /// The vault's root key. The caller closes it.
    RootKey root() throws IOException, RefusedException {
        settings();
        try (Secret secret = passphrase.read()) {
            return RootKeyPlace.load(keys()).open(keys(), secret);
        }
    }

    /// Has an order carried out by the process that has the vault in use, or opens the vault for it.
    ///
    /// @param notes told what is wrong with the vault
    Order.Outcome order(PrintWriter notes, Order order) throws IOException, RefusedException {
        settings();
        try (Secret secret = passphrase.read()) {
            Order.Outcome outcome = ControlClient.send(folder, order, secret);
            if (outcome != null) return outcome;
            try (RootKey root = RootKeyPlace.load(keys()).open(keys(), secret)) {
                return use(notes, root, order::carryOut);
            }
        }
    }

    /// Work of a command on an open vault.
    public interface Work<T> {
        T with(Vault vault) throws IOException, RefusedException;
    }

    /// Opens the vault, lets it tick while `work` is done, and closes it.
    ///
    /// @param notes told what is wrong with the vault
    public <T> T use(PrintWriter notes, Work<T> work) throws IOException, RefusedException {
        try (RootKey root = root()) {
            return use(notes, root, work);
        }
    }

    private <T> T use(PrintWriter notes, RootKey root, Work<T> work) throws IOException, RefusedException {
        try (Vault vault = Vault.open(folder, root)) {
            vault.findings().forEach(finding -> notes.println("Warning: " + finding + "."));
            vault.start();
            return work.with(vault);
        }
    }
}
