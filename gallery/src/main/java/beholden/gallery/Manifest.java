package beholden.gallery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file `gallery.json`: what the folder is, and which of its index folders counts.
///
/// JSON: `{"version": 1, "gallery": {the fields below}, "sha256": of the object "gallery" without white space}`. The
/// checksum tells damage from a wrong key or pack; it is no signature.
///
/// @param id            of the gallery; random
/// @param created       when it was made
/// @param pack          id of the model pack whose templates it holds
/// @param dimension     of those templates
/// @param index         name of the folder that holds the faces
/// @param keyCheck      HMAC of a fixed text under the key, hexadecimal
/// @param rotationCheck HMAC of the end of the rotation matrix under the key, hexadecimal
record Manifest(
        String id, Instant created, String pack, int dimension, String index, String keyCheck, String rotationCheck) {

    static final String FILE = "gallery.json";
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    Manifest withIndex(String newIndex, String newKeyCheck, String newRotationCheck) {
        return new Manifest(id, created, pack, dimension, newIndex, newKeyCheck, newRotationCheck);
    }

    byte[] toBytes() {
        JsonNode gallery = JSON.valueToTree(this);
        ObjectNode file = JSON.createObjectNode();
        file.put("version", VERSION);
        file.set("gallery", gallery);
        file.put("sha256", checksum(gallery));
        return (JSON.writeValueAsString(file) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @param file to name in messages
    /// @throws UnsupportedVersionException if another version of Beholden wrote it
    /// @throws DamagedGalleryException     if it is incomplete or changed
    static Manifest parse(String file, byte[] bytes) throws GalleryException {
        try {
            JsonNode root = JSON.readTree(bytes);
            JsonNode version = root.path("version");
            if (!version.isInt()) {
                throw damaged(file, null);
            }
            if (version.intValue() != VERSION) {
                throw new UnsupportedVersionException(file + ": made in format " + version.intValue()
                        + ", this Beholden reads format " + VERSION + "; use the version that made the gallery,"
                        + " or import its photos into a new one");
            }
            JsonNode gallery = root.path("gallery");
            if (!checksum(gallery).equals(root.path("sha256").asString(""))) {
                throw damaged(file, null);
            }
            return JSON.treeToValue(gallery, Manifest.class);
        } catch (JacksonException e) {
            throw damaged(file, e);
        }
    }

    private static DamagedGalleryException damaged(String file, @Nullable Throwable cause) {
        return new DamagedGalleryException(
                file + ": the manifest is incomplete or was changed; restore it from a backup (no face is lost yet)",
                cause);
    }

    private static String checksum(JsonNode gallery) {
        try {
            byte[] compact = gallery.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(compact));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
