package beholden.vault.key;

import beholden.ground.DurableFile;
import beholden.ledger.Ledger;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a vault a new root key, while it is closed or while it is in use.
///
/// What a crash interrupted in the ledger is finished first. The keyring is wrapped for the new root key beside
/// the old one; the ledger's checkpoint is signed by the old and the new key together; then the new root key
/// takes the old one's place, at one moment; then the old one's wrap goes, and its file. Killed before that
/// moment, the vault opens with the old root key and the rotation is begun again; after it, with the new.
///
/// The doubly signed checkpoint stays in `ledger/handover/`, named after the ids of both keys: to whoever
/// trusts the old key it proves the new one.
public final class RootRotation {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path keys;
    private final Path ledger;
    private final String origin;

    /// Hands an open ledger over, as [Ledger#handOver(List, Ledger.HandOver)] does.
    @FunctionalInterface
    public interface Signing {
        void handOver(List<NoteSigner> next, Ledger.HandOver moment) throws IOException;
    }

    /// @param vault  folder of a vault
    /// @param origin name of its ledger
    public RootRotation(Path vault, String origin) {
        this.keys = vault.resolve("keys");
        this.ledger = vault.resolve("ledger");
        this.origin = origin;
    }

    /// A place for the next root key beside the present one: the same file, or another key in the same token.
    public static RootKeyPlace after(RootKeyPlace now) {
        return switch (now) {
            case RootKeyPlace.InFile file -> file;
            case RootKeyPlace.InToken(Pkcs11RootKey.Place place) -> {
                byte[] fresh = new byte[4];
                RANDOM.nextBytes(fresh);
                String stem = place.keyLabel().replaceAll("-[0-9a-f]{8}$", "");
                yield new RootKeyPlace.InToken(new Pkcs11RootKey.Place(
                        place.library(),
                        place.slotIndex(),
                        stem + "-" + HexFormat.of().formatHex(fresh)));
            }
        };
    }

    /// Changes the root key of a vault that nobody uses, and destroys the old one.
    ///
    /// @return what verifies the ledger's checkpoints from now on
    /// @throws KeyringInUseException if the vault is open
    /// @throws KeyException          if there is another file where the new root key is to be
    public NoteVerifier rotate(RootKeyChange change) throws IOException {
        try (KeyringHold _ = KeyringHold.ofRootKey(keys)) {
            RootKeyPlace from = RootKeyPlace.load(keys);
            try (RootKey old = from.open(keys, change.passphrase());
                    Keyring keyring = Keyring.open(keys, new KeyHierarchy(old));
                    Ledger signed = Ledger.open(ledger, List.of(signer(old)))) {
                return rotate(change, from, old, keyring, signed::handOver);
            }
        }
    }

    /// Changes the root key of a vault that is in use: its keyring and its ledger go on with the new one, and wait
    /// only while it takes the old one's place.
    ///
    /// @return what verifies the ledger's checkpoints from now on
    /// @throws KeyException if the vault's root key is not where `root.json` says, or there is another file where
    ///                      the new one is to be
    public NoteVerifier rotate(RootKeyChange change, Keyring keyring, Signing signing) throws IOException {
        try (KeyringHold _ = KeyringHold.ofRootKey(keys)) {
            RootKeyPlace from = RootKeyPlace.load(keys);
            try (RootKey old = from.open(keys, change.passphrase())) {
                keyring.requireHangingOn(old);
                return rotate(change, from, old, keyring, signing);
            }
        }
    }

    private NoteVerifier rotate(RootKeyChange change, RootKeyPlace from, RootKey old, Keyring keyring, Signing signing)
            throws IOException {
        RootKeyPlace target = free(change.to(), from);
        RootKeyPlace staged = staged(target, from);
        // Left by a rotation that was interrupted: nothing was ever sealed with it alone.
        if (staged instanceof RootKeyPlace.InFile(Path path)) Files.deleteIfExists(path);
        RootKey next = staged.create(keys, change.newPassphrase(), change.cost());
        NoteSigner signer = signer(next);
        String proof = proof(signer(old), signer);
        keyring.handOver(
                next,
                () -> signing.handOver(List.of(signer), both -> {
                    DurableFile.replacePrivately(
                            Files.createDirectories(ledger.resolve("handover")).resolve(proof), both.bytes());
                    take(staged, target, from, signer.verifier());
                }));
        LogKeyFile.write(ledger, List.of(signer.verifier()));
        destroy(from, target, signer.verifier(), change.passphrase());
        return signer.verifier();
    }

    /// Destroys the old root key's file if a rotation was killed before it came to that.
    ///
    /// @param keys    a vault's folder of keys; the caller has its keyring open
    /// @param present verifies the ledger's checkpoints under the root key that the vault is open with
    /// @return what is left to do by hand, null if nothing is
    public static @Nullable String finish(Path keys, NoteVerifier present) {
        return RetiredRootKey.finish(keys, present);
    }

    /// Place where the new root key goes: `from` itself if `to` is another spelling of it, else `to`, where
    /// nothing lies.
    private RootKeyPlace free(RootKeyPlace to, RootKeyPlace from) throws IOException {
        if (!(to instanceof RootKeyPlace.InFile(Path path))) return to;
        Path file = real(path);
        if (from instanceof RootKeyPlace.InFile(Path present) && file.equals(real(present))) return from;
        if (Files.exists(file)) {
            throw new KeyException(file + ": exists already, and is not this vault's present root key; name another"
                    + " file, or move this one away (nothing needs it if a rotation that was interrupted left it)");
        }
        return to;
    }

    /// Place where the new root key is made: beside the file whose place it takes at one moment; in a token, there.
    private RootKeyPlace staged(RootKeyPlace target, RootKeyPlace from) throws IOException {
        if (!(target instanceof RootKeyPlace.InFile(Path path))) return target;
        Path file = real(path);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        if (from instanceof RootKeyPlace.InFile(Path present) && fresh.equals(real(present))) {
            throw new KeyException(fresh + ": is the present root key, and the name under which the new one would be"
                    + " made; give the new one another name");
        }
        return new RootKeyPlace.InFile(fresh);
    }

    /// The file itself, by whatever links and names of folders it is reached.
    private Path real(Path path) throws IOException {
        Path file = keys.resolve(path).toAbsolutePath();
        Path folder = file.getParent();
        if (Files.exists(file) || folder == null) return file.toRealPath();
        return folder.toRealPath().resolve(file.getFileName());
    }

    /// The moment from which the new root key counts. If making it durable fails after it, it counts all the same:
    /// what can be seen decides, for the vault's ledger and keyring as for the next opening.
    private void take(RootKeyPlace staged, RootKeyPlace target, RootKeyPlace from, NoteVerifier successor)
            throws IOException {
        RetiredRootKey retired =
                from instanceof RootKeyPlace.InFile(Path path) ? RetiredRootKey.of(keys, path, successor) : null;
        try {
            if (staged instanceof RootKeyPlace.InFile(Path fresh) && target instanceof RootKeyPlace.InFile(Path path)) {
                DurableFile.move(fresh, real(path));
            }
            if (!target.equals(from)) RootKeyForm.of(target, retired).write(keys.resolve(RootKeyPlace.FILE));
        } catch (IOException e) {
            boolean counts = target.equals(from)
                    ? staged instanceof RootKeyPlace.InFile(Path fresh) && !Files.exists(fresh)
                    : RootKeyPlace.load(keys).equals(target);
            if (!counts) throw e;
        }
    }

    /// `target` is `from` where both are the same file.
    private void destroy(RootKeyPlace from, RootKeyPlace target, NoteVerifier successor, Secret passphrase)
            throws IOException {
        if (target.equals(from)) return;
        switch (from) {
            case RootKeyPlace.InFile _ -> RetiredRootKey.destroy(keys, successor);
            case RootKeyPlace.InToken(Pkcs11RootKey.Place place) -> Pkcs11RootKey.destroy(place, passphrase);
        }
    }

    private NoteSigner signer(RootKey root) {
        try (Secret seed = new KeyHierarchy(root).ledgerEd25519Seed()) {
            return NoteSigner.ed25519(origin, seed.bytes());
        }
    }

    private static String proof(NoteSigner old, NoteSigner next) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(old.keyId()) + "-" + hex.toHexDigits(next.keyId());
    }
}
