package beholden.vault.key;

import beholden.ground.Sha256;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of a root key that another one has replaced, as `root.json` notes it until it is destroyed, so that the
/// next opening can do what a killed rotation did not come to.
///
/// Another vault's root key may lie there by then, on another stick under the same name: nothing but the very
/// bytes that were noted is deleted. And only by a vault that is open under the root key that replaced it.
///
/// @param file      as `root.json` named it: absolute, or from the vault's folder of keys
/// @param sha256    of its bytes, in hexadecimal digits
/// @param successor what verifies the ledger's checkpoints under the new root key, as a vkey
record RetiredRootKey(String file, String sha256, String successor) {

    static RetiredRootKey of(Path keys, Path file, NoteVerifier successor) throws IOException {
        return new RetiredRootKey(file.toString(), sha256(keys.resolve(file)), successor.vkey());
    }

    /// Destroys the file that `root.json` notes, if it is there, and the note with it.
    ///
    /// @param keys    the vault's folder of keys
    /// @param present of the root key that the vault is open under
    static void destroy(Path keys, NoteVerifier present) throws IOException {
        Path place = keys.resolve(RootKeyPlace.FILE);
        RootKeyForm form = Files.exists(place) ? RootKeyForm.read(place) : null;
        RetiredRootKey retired = form == null ? null : form.retired();
        if (retired == null || !retired.successor.equals(present.vkey())) return;
        Path named = keys.resolve(retired.file);
        if (!Files.isRegularFile(named) || !sha256(named).equals(retired.sha256)) return;
        Files.delete(named.toRealPath());
        // a link to it
        Files.deleteIfExists(named);
        RootKeyPlace.load(keys).save(keys);
    }

    private static String sha256(Path file) throws IOException {
        return Sha256.hex(PrivateFile.read(file, KeyFile.LIMIT));
    }

    /// Advice on what is left to do by hand if the file is there and could not be destroyed; null if nothing is.
    static @Nullable String finish(Path keys, NoteVerifier present) {
        try {
            destroy(keys, present);
            return null;
        } catch (IOException e) {
            return "the old root key of a rotation that was interrupted could not be destroyed; destroy it by hand: "
                    + e.getMessage();
        }
    }
}
