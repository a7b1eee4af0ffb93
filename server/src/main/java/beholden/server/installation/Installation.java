package beholden.server.installation;

import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The open parts of an installation.
///
/// ```
/// vault/              records of agencies; the registrar's public key is in vault/keys
/// gallery/            faces
/// gallery.key         what they are rotated with
/// installation.json   which of the vault's logs is the operator's own
/// ```
///
/// @param operator the operator's own log: what happens to sources and to the operator's accounts
public record Installation(
        Path folder,
        Vault vault,
        Gallery gallery,
        FaceEngine faces,
        RegistrarKey registrar,
        AgencyId operator,
        InstantSource clock)
        implements AutoCloseable {
    private static final String VAULT = "vault";
    private static final String GALLERY = "gallery";
    private static final String GALLERY_KEY = "gallery.key";
    private static final String NOTE = "installation.json";

    private record Note(int format, String operator) {}

    public static Path vaultOf(Path folder) {
        return folder.resolve(VAULT);
    }

    /// The ledger's folder, in the layout of C2SP tlog-tiles.
    public static Path ledgerOf(Path folder) {
        return vaultOf(folder).resolve("ledger");
    }

    /// Opens the gallery beside an open vault, and makes what is not there yet: an empty gallery, the operator's log.
    ///
    /// The parts are closed with the result, also those that were handed in.
    ///
    /// @param vault of [#vaultOf(Path)], opened by its root key and not started yet
    /// @throws IOException if the vault has no registrar, or a part cannot be opened
    public static Installation open(Path folder, Vault vault, FaceEngine faces, InstantSource clock)
            throws IOException {
        RegistrarKey registrar =
                RegistrarKey.load(vaultOf(folder).resolve("keys").resolve(RegistrarKey.FILE));
        AgencyId operator = operator(folder.resolve(NOTE), vault);
        return new Installation(folder, vault, gallery(folder, faces), faces, registrar, operator, clock);
    }

    private static Gallery gallery(Path folder, FaceEngine faces) throws IOException {
        Path place = folder.resolve(GALLERY);
        Path keyFile = folder.resolve(GALLERY_KEY);
        String space = faces.pack().templateSpace();
        if (!Gallery.isGallery(place) && !Files.exists(keyFile)) {
            try (GalleryKey fresh = GalleryKey.generate()) {
                fresh.save(keyFile);
            }
        }
        try (GalleryKey key = GalleryKey.load(keyFile)) {
            return Gallery.isGallery(place)
                    ? Gallery.open(place, key, space)
                    : Gallery.create(
                            place,
                            key,
                            new GallerySettings(
                                    space, faces.pack().description().template().dimension()));
        }
    }

    private static AgencyId operator(Path file, Vault vault) throws IOException {
        if (Files.exists(file)) {
            try {
                AgencyId known = AgencyId.parse(JsonMapper.shared()
                        .readValue(Files.readAllBytes(file), Note.class)
                        .operator());
                if (vault.keyring().knows(known)) return known;
                throw new IOException(file + ": the vault has no keys of the operator's log that it names; put back"
                        + " the vault and this file from one backup");
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IOException(file + ": is damaged; put it back from a backup", e);
            }
        }
        AgencyId fresh = vault.keyring().newAgency();
        Files.write(file, JsonMapper.shared().writeValueAsBytes(new Note(1, fresh.hex())));
        return fresh;
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
