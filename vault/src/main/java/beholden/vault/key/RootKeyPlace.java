package beholden.vault.key;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Place of a vault's root key, as its `keys/root.json` says. Nothing secret.
public sealed interface RootKeyPlace {
    /// The file's name in a vault's folder of keys.
    String FILE = "root.json";

    /// A file sealed under a passphrase.
    ///
    /// @param path absolute, or from the vault's folder of keys
    record InFile(Path path) implements RootKeyPlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A token that asks for a PIN.
    record InToken(Pkcs11RootKey.Place place) implements RootKeyPlace {
        @Override
        public String toString() {
            return place.toString();
        }
    }

    /// Makes a new root key there.
    ///
    /// @param keys       the vault's folder of keys
    /// @param passphrase of the file, or the token's PIN
    /// @param cost       of a guess at the file's passphrase
    default RootKey create(Path keys, Secret passphrase, Argon2Cost cost) throws IOException {
        return switch (this) {
            case InFile(Path path) -> {
                DurableFile.makePrivateFolders(keys);
                yield KeyFile.create(keys.resolve(path), passphrase, cost);
            }
            case InToken(Pkcs11RootKey.Place place) -> Pkcs11RootKey.create(place, passphrase);
        };
    }

    /// @param keys       the vault's folder of keys
    /// @param passphrase of the file, or the token's PIN
    /// @throws WrongPassphraseException if it is refused
    /// @throws KeyException             if there is no usable root key there
    default RootKey open(Path keys, Secret passphrase) throws IOException {
        return switch (this) {
            case InFile(Path path) -> KeyFile.open(keys.resolve(path), passphrase);
            case InToken(Pkcs11RootKey.Place place) -> Pkcs11RootKey.open(place, passphrase);
        };
    }

    /// Content of the vault's `root.json`.
    ///
    /// @throws KeyException if there is none, or it cannot be read
    static RootKeyPlace load(Path keys) throws IOException {
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            throw new KeyException(file + ": not there, so nothing tells where the root key is; is this a vault?");
        }
        RootKeyForm form = RootKeyForm.read(file);
        try {
            if (form != null && form.file() != null) return new InFile(Path.of(form.file()));
            if (form != null && form.library() != null && form.slot() != null && form.key() != null) {
                return new InToken(new Pkcs11RootKey.Place(Path.of(form.library()), form.slot(), form.key()));
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new DamagedKeyException(
                file + ": damaged, or of a form that this version does not know; put it back, or write"
                        + " it anew: {\"format\": 1, \"file\": \"root.key\"}");
    }

    /// Seals the vault's root key under another passphrase. The vault may be in use.
    ///
    /// @return the root key's file
    /// @throws WrongPassphraseException if the present passphrase is refused
    /// @throws KeyException             if the root key is in a token, or being changed at the moment
    static Path changePassphrase(Path keys, Secret passphrase, Secret newPassphrase, Argon2Cost cost)
            throws IOException {
        // A rotation that ended in between would have its new root key overwritten by the old one.
        try (KeyringHold _ = KeyringHold.ofRootKey(keys)) {
            if (!(load(keys) instanceof InFile(Path path))) {
                throw new KeyException("the root key is in a token; change its PIN with the token's own program");
            }
            KeyFile.changePassphrase(keys.resolve(path), passphrase, newPassphrase, cost);
            return keys.resolve(path);
        }
    }

    /// Writes the vault's `root.json`: from now on the root key is here.
    default void save(Path keys) throws IOException {
        RootKeyForm.of(this, null).write(keys.resolve(FILE));
    }
}
