package beholden.vault.key;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A root key in a file, sealed under a passphrase ([PassphraseBox] describes the format) and readable by its
/// owner alone.
public final class KeyFile {
    private static final String PURPOSE = "root key";
    /// Bytes of the file at most.
    static final int LIMIT = 1024;

    private KeyFile() {}

    /// Makes a new root key and its file; on disk when this returns.
    ///
    /// @throws FileAlreadyExistsException if there is a file: a key is never overwritten
    public static RootKey create(Path file, Secret passphrase, Argon2Cost cost) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + ": exists already; a root key is never overwritten");
        }
        Secret key = Secret.random(HeldRootKey.BYTES);
        try {
            DurableFile.replacePrivately(file, PassphraseBox.seal(PURPOSE, key, passphrase, cost));
        } catch (IOException | RuntimeException e) {
            key.close();
            throw e;
        }
        return new HeldRootKey(key);
    }

    /// @throws WrongPassphraseException if the file is whole and the passphrase does not open it
    /// @throws DamagedKeyException      if the file is no root key, or damaged
    /// @throws KeyException             if it is absent, or others than its owner may read it
    public static RootKey open(Path file, Secret passphrase) throws IOException {
        return new HeldRootKey(content(file, passphrase));
    }

    /// Seals the same root key under another passphrase; the file has either the old or the new one, whatever
    /// happens.
    ///
    /// Copies of the file as it was still open with the old passphrase.
    public static void changePassphrase(Path file, Secret passphrase, Secret newPassphrase, Argon2Cost cost)
            throws IOException {
        try (Secret key = content(file, passphrase)) {
            DurableFile.replacePrivately(file, PassphraseBox.seal(PURPOSE, key, newPassphrase, cost));
        }
    }

    private static Secret content(Path file, Secret passphrase) throws IOException {
        return PassphraseBox.open(file.toString(), PURPOSE, PrivateFile.read(file, LIMIT), passphrase);
    }
}
