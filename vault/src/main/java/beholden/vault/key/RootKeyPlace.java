package beholden.vault.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a vault's root key is, as its `keys/root.json` says. Nothing secret.
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
                PrivateFile.makeFolders(keys);
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

    /// What the vault's `root.json` says.
    ///
    /// @throws KeyException if there is none, or it cannot be read
    static RootKeyPlace load(Path keys) throws IOException {
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            throw new KeyException(file + ": not there, so nothing tells where the root key is; is this a vault?");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Form form = JsonMapper.shared().readValue(in.readNBytes(Form.MOST_BYTES), Form.class);
            if (form.format() == Form.FORMAT) {
                if (form.file() != null) return new InFile(Path.of(form.file()));
                if (form.library() != null && form.slot() != null && form.key() != null) {
                    return new InToken(new Pkcs11RootKey.Place(Path.of(form.library()), form.slot(), form.key()));
                }
            }
        } catch (JacksonException | IllegalArgumentException _) {
            // said below
        }
        throw new DamagedKeyException(
                file + ": damaged, or of a form that this version does not know; put it back, or write"
                        + " it anew: {\"format\": 1, \"file\": \"root.key\"}");
    }

    /// Writes the vault's `root.json`: from now on the root key is here.
    default void save(Path keys) throws IOException {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("format", Form.FORMAT);
        switch (this) {
            case InFile(Path path) -> form.put("file", path.toString());
            case InToken(Pkcs11RootKey.Place place) -> {
                form.put("library", place.library().toString());
                form.put("slot", place.slotIndex());
                form.put("key", place.keyLabel());
            }
        }
        PrivateFile.makeFolders(keys);
        PrivateFile.replace(
                keys.resolve(FILE),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(form));
    }

    /// `root.json`.
    record Form(
            int format,
            @Nullable String file,
            @Nullable String library,
            @Nullable Integer slot,
            @Nullable String key) {
        static final int FORMAT = 1;
        static final int MOST_BYTES = 1 << 16;
    }
}
