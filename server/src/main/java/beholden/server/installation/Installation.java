package beholden.server.installation;

import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
import beholden.ground.DurableFile;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.util.FileSystemUtils;

/// The open parts of an installation.
///
/// ```
/// vault/              records of agencies; the registrar's public key is in vault/keys
/// gallery/            faces
/// gallery.key         what they are rotated with
/// doubted             there while the vault was found not to be as it was left, and has not been compared since
/// installation.json   which of the vault's logs is the operator's own, and how new its records are
/// ```
///
/// @param operator the operator's own log: what happens to sources and to the operator's accounts
/// @param nanos    time since any moment, which no change of the machine's clock moves
public record Installation(
        Path folder,
        Vault vault,
        Gallery gallery,
        FaceEngine faces,
        RegistrarKey registrar,
        AgencyId operator,
        InstantSource clock,
        LongSupplier nanos)
        implements AutoCloseable {
    private static final String VAULT = "vault";
    private static final String GALLERY = "gallery";
    private static final String DOUBTED = "doubted";
    private static final String GALLERY_KEY = "gallery.key";

    /// Ending of the name of a gallery and of a key that are being made.
    private static final String UNFINISHED = ".new";

    /// The vault's folder in an installation's.
    public static Path vaultOf(Path folder) {
        return folder.resolve(VAULT);
    }

    /// The ledger's folder, in the layout of C2SP tlog-tiles.
    public static Path ledgerOf(Path folder) {
        return vaultOf(folder).resolve("ledger");
    }

    /// Opens the gallery beside an open vault, and makes what is not there yet: an empty gallery, the operator's
    /// log.
    ///
    /// The parts are closed with the result, also those that were handed in.
    ///
    /// @param vault of [#vaultOf(Path)], opened by its root key and not started yet
    /// @param nanos such as [System#nanoTime()]
    /// @throws IOException if the vault has no registrar, or a part cannot be opened
    public static Installation open(Path folder, Vault vault, FaceEngine faces, InstantSource clock, LongSupplier nanos)
            throws IOException {
        RegistrarKey registrar =
                RegistrarKey.load(vaultOf(folder).resolve("keys").resolve(RegistrarKey.FILE));
        AgencyId operator = operator(folder, vault);
        return new Installation(folder, vault, gallery(folder, faces), faces, registrar, operator, clock, nanos);
    }

    private static Gallery gallery(Path folder, FaceEngine faces) throws IOException {
        Path place = folder.resolve(GALLERY);
        Path keyFile = folder.resolve(GALLERY_KEY);
        if (!Gallery.isGallery(place) && !Files.exists(keyFile)) makeKey(keyFile);
        try (GalleryKey key = GalleryKey.load(keyFile)) {
            if (!Gallery.isGallery(place)) makeGallery(place, key, faces);
            return Gallery.open(place, key, faces.pack().templateSpace());
        }
    }

    // A key or a gallery is made under another name, and has its own once all of it is on disk: what a crash leaves
    // unfinished is no key and no gallery.

    private static void makeKey(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (GalleryKey fresh = GalleryKey.generate()) {
            fresh.save(unfinished);
        }
        DurableFile.move(unfinished, file);
    }

    private static void makeGallery(Path place, GalleryKey key, FaceEngine faces) throws IOException {
        Path unfinished = place.resolveSibling(place.getFileName() + UNFINISHED);
        FileSystemUtils.deleteRecursively(unfinished);
        int dimension = faces.pack().description().template().dimension();
        Gallery.create(unfinished, key, new GallerySettings(faces.pack().templateSpace(), dimension))
                .close();
        DurableFile.move(unfinished, place);
    }

    private static AgencyId operator(Path folder, Vault vault) throws IOException {
        Path file = folder.resolve(InstallationNote.FILE);
        if (!Files.exists(file) && Gallery.isGallery(folder.resolve(GALLERY))) {
            throw new IOException(file + ": is missing, and with it which log is the operator's, with the policy and"
                    + " what was taken down; put it back from a backup");
        }
        InstallationNote note = Files.exists(file) ? InstallationNote.read(file) : InstallationNote.begun(file);
        AgencyId operator = AgencyId.parse(note.operator());
        boolean known = vault.keyring().knows(operator);
        if (!known && note.state() == InstallationNote.State.MADE) {
            throw new IOException(file + ": the vault has no keys of the operator's log that it names; put back"
                    + " the vault and this file from one backup");
        }
        if (!known) vault.keyring().addAgency(operator);
        if (!note.equals(note.made())) note.made().write(file);
        return operator;
    }

    /// Refuses an installation that a newer version has written to, before anything of it is opened or changed.
    ///
    /// @throws IOException if it is not for this version, or its note is damaged
    public static void requireFit(Path folder) throws IOException {
        Path file = folder.resolve(InstallationNote.FILE);
        if (Files.exists(file)) InstallationNote.read(file);
    }

    /// Notes that a vault was found not to be as it was left, which it says once: a later start has to know.
    public static void doubt(Path folder) throws IOException {
        DurableFile.replace(folder.resolve(DOUBTED), new byte[0]);
    }

    /// Whether the vault was found not to be as it was left, and nobody has seen since that all is there.
    public boolean isDoubted() {
        return Files.exists(folder.resolve(DOUBTED));
    }

    /// Notes that all is there.
    public void trust() throws IOException {
        DurableFile.delete(folder.resolve(DOUBTED));
    }

    /// The operator's own log of an installation that there is.
    ///
    /// @throws IOException if there is none, or it is not for this version
    public static AgencyId operatorOf(Path folder) throws IOException {
        return AgencyId.parse(
                InstallationNote.read(folder.resolve(InstallationNote.FILE)).operator());
    }

    /// 32 bytes that nothing but the shredding of the operator's log changes. The caller closes them.
    public Secret secret(String purpose) throws IOException {
        List<EpochKey> keys = vault.keyring().epochs(operator);
        try {
            return keys.getFirst().derive(purpose);
        } finally {
            keys.forEach(EpochKey::close);
        }
    }

    @Override
    public void close() throws IOException {
        try (faces;
                Gallery _ = gallery) {
            vault.close();
        }
    }

    @Override
    public String toString() {
        return "installation";
    }
}
