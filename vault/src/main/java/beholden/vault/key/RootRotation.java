package beholden.vault.key;

import beholden.ledger.Ledger;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Gives a vault a new root key while the vault is closed.
///
/// What a crash interrupted in the ledger is finished first. The keyring is wrapped for the new root key beside the
/// old one; the ledger's checkpoint is signed by the old and the new key together; then the new root key takes the
/// old one's place, at one moment; then the old one's wrap goes. Killed before that moment, the vault opens with the
/// old root key and the rotation is begun again; after it, with the new.
///
/// The doubly signed checkpoint stays in `ledger/handover/`, named after the ids of both keys: to whoever
/// trusts the old key it proves the new one.
public final class RootRotation {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path vault;
    private final Path keys;
    private final String origin;

    /// @param vault  folder of a vault that nobody uses
    /// @param origin name of its ledger
    public RootRotation(Path vault, String origin) {
        this.vault = vault;
        this.keys = vault.resolve("keys");
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

    /// Makes a new root key at `to`, and destroys the old one.
    ///
    /// @param to            may be the present place, however it is spelled, if that is a file; another file must
    ///                      be absent
    /// @param passphrase    of the present file, or PIN of the present token
    /// @param newPassphrase of the new file, or PIN of the new token
    /// @return what verifies the ledger's checkpoints from now on
    /// @throws KeyringInUseException if the vault is open
    /// @throws KeyException          if there is another file at `to`
    public NoteVerifier rotate(RootKeyPlace to, Secret passphrase, Secret newPassphrase, Argon2Cost cost)
            throws IOException {
        RootKeyPlace from = RootKeyPlace.load(keys);
        RootKeyPlace target = free(to, from);
        RootKeyPlace staged = staged(target, from);
        try (RootKey old = from.open(keys, passphrase);
                Keyring keyring = Keyring.open(keys, new KeyHierarchy(old))) {
            recoverLedger(signer(new KeyHierarchy(old)));
            // Left by a rotation that was interrupted: nothing was ever sealed with it alone.
            if (staged instanceof RootKeyPlace.InFile(Path path)) Files.deleteIfExists(path);
            try (RootKey next = staged.create(keys, newPassphrase, cost)) {
                KeyHierarchy hierarchy = new KeyHierarchy(next);
                keyring.admit(hierarchy);
                NoteSigner signer = signer(hierarchy);
                handOver(signer(new KeyHierarchy(old)), signer);
                take(staged, target, from);
                keyring.adopt(hierarchy);
                destroy(from, target, passphrase);
                return signer.verifier();
            }
        }
    }

    /// Where the new root key goes: `from` itself if `to` is another spelling of it, else `to`, where nothing lies.
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

    /// Where the new root key is made: beside the file whose place it takes at one moment; in a token, there.
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

    /// The moment from which the new root key counts.
    private void take(RootKeyPlace staged, RootKeyPlace target, RootKeyPlace from) throws IOException {
        if (staged instanceof RootKeyPlace.InFile(Path fresh) && target instanceof RootKeyPlace.InFile(Path path)) {
            PrivateFile.move(fresh, real(path));
        }
        if (!target.equals(from)) target.save(keys);
    }

    /// `target` is `from` where both are the same file.
    private void destroy(RootKeyPlace from, RootKeyPlace target, Secret passphrase) throws IOException {
        if (target.equals(from)) return;
        switch (from) {
            case RootKeyPlace.InFile(Path path) -> {
                Files.deleteIfExists(real(path));
                // a link to it
                Files.deleteIfExists(keys.resolve(path));
            }
            case RootKeyPlace.InToken(Pkcs11RootKey.Place place) -> Pkcs11RootKey.destroy(place, passphrase);
        }
    }

    private NoteSigner signer(KeyHierarchy hierarchy) {
        try (Secret seed = hierarchy.ledgerEd25519Seed()) {
            return NoteSigner.ed25519(origin, seed.bytes());
        }
    }

    /// What a killed vault left beyond the checkpoint is known for the ledger's own by the old key alone.
    private void recoverLedger(NoteSigner old) throws IOException {
        Ledger.open(vault.resolve("ledger"), List.of(old)).close();
    }

    private void handOver(NoteSigner old, NoteSigner next) throws IOException {
        Path file = vault.resolve("ledger").resolve("checkpoint");
        SignedNote both;
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            note.verified(List.of(old.verifier()));
            Checkpoint.parse(note.text());
            both = note.with(List.of(next.sign(note.text())));
        } catch (NoteException e) {
            throw new KeyException(
                    file + ": " + e.getMessage() + "; the ledger must be sound before its key changes", e);
        }
        Path proofs = Files.createDirectories(vault.resolve("ledger").resolve("handover"));
        HexFormat hex = HexFormat.of();
        PrivateFile.replace(
                proofs.resolve(hex.toHexDigits(old.keyId()) + "-" + hex.toHexDigits(next.keyId())), both.bytes());
        PrivateFile.replace(file, both.bytes());
    }
}
