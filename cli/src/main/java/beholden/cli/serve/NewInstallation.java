package beholden.cli.serve;

import beholden.cli.registrar.ShareFiles;
import beholden.cli.terminal.RefusedException;
import beholden.ground.DurableFile;
import beholden.ground.Folders;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Everything that a server needs before its first start: a vault with a root key, and a registrar.
///
/// For the usual choices alone: whoever wants another store, rate or place for the root key makes the vault with
/// `beholden vault init` and `beholden registrar init` instead.
final class NewInstallation {
    private static final String SHARES = "registrar-shares";
    private static final int SHARES_MADE = 3;
    private static final int SHARES_NEEDED = 2;

    private NewInstallation() {}

    static boolean isThere(Path folder) {
        return Files.exists(Installation.vaultOf(folder));
    }

    /// Facts about a new installation that its owner has to know.
    ///
    /// @param shares files with the registrar's shares
    /// @param vkey   public key that verifies the ledger's checkpoints
    record Made(Path folder, List<Path> shares, String vkey) {
        Made {
            shares = List.copyOf(shares);
        }

        void tell(PrintWriter out) {
            Path keys = Installation.vaultOf(folder).resolve("keys");
            out.println("New installation " + folder + ".");
            out.println("Keep a copy of " + keys.resolve("root.key") + " and " + keys.resolve("keyring.key")
                    + " elsewhere: without them nothing in the vault can be read.");
            out.println("Hand each of these shares to one person and delete it here; two of them open the directory of"
                    + " agencies, and fewer are of no use to a thief:");
            shares.forEach(file -> out.println("  " + file));
            out.println("This verifies the ledger's checkpoints; publish it:");
            out.println("  " + vkey);
        }
    }

    /// Makes the vault and the registrar in `folder`.
    ///
    /// @param passphrase passphrase of the new root key
    /// @param origin     name of the ledger for ever
    static Made make(Path folder, Secret passphrase, String origin) throws IOException, RefusedException {
        Path absolute = folder.toAbsolutePath().normalize();
        DurableFile.makePrivateFolders(absolute);
        Path vault = Installation.vaultOf(absolute);
        Path keys = vault.resolve("keys");
        RootKeyPlace place = new RootKeyPlace.InFile(Path.of("root.key"));
        boolean made = false;
        String vkey;
        try (RootKey root = place.create(keys, passphrase, Argon2Cost.DEFAULT)) {
            try (Vault open = Vault.create(vault, VaultSettings.standard(origin), root)) {
                vkey = open.verifiers().getFirst().vkey();
            }
            place.save(keys);
            made = true;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        } finally {
            if (!made) Folders.remove(vault);
        }
        return new Made(absolute, found(keys, absolute.resolve(SHARES)), vkey);
    }

    private static List<Path> found(Path keys, Path folder) throws IOException, RefusedException {
        RegistrarKey.Founding founding = RegistrarKey.found(SHARES_MADE, SHARES_NEEDED);
        try {
            return ShareFiles.write(founding, folder, keys.resolve(RegistrarKey.FILE), share -> share);
        } finally {
            founding.shares().forEach(Share::close);
        }
    }
}
