package beholden.gallery;

import beholden.ground.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file `gallery.txt`: what the folder is, and which of its index folders counts.
///
/// UTF-8 lines `name: value` in the order below, each ended by a line feed; `version` comes first, and last the
/// SHA-256 of all lines before. The checksum tells damage from a wrong key or pack; it is no signature. Not JSON,
/// since a JSON library takes longer to start than all the rest of opening a gallery.
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

    static final String FILE = "gallery.txt";
    static final int VERSION = 1;

    private static final String VERSION_LINE = "beholden gallery version: ";
    private static final List<String> NAMES =
            List.of("id", "created", "pack", "dimension", "index", "key check", "rotation check", "sha256");

    Manifest withIndex(String newIndex, String newKeyCheck, String newRotationCheck) {
        return new Manifest(id, created, pack, dimension, newIndex, newKeyCheck, newRotationCheck);
    }

    byte[] toBytes() {
        List<Object> values = List.of(id, created, pack, dimension, index, keyCheck, rotationCheck);
        StringBuilder lines = new StringBuilder(VERSION_LINE).append(VERSION).append('\n');
        for (int i = 0; i < values.size(); i++) {
            lines.append(NAMES.get(i)).append(": ").append(values.get(i)).append('\n');
        }
        String checksum = sha256(lines.toString());
        return lines.append("sha256: ").append(checksum).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @param file to name in messages
    /// @throws UnsupportedVersionException if another version of Beholden wrote it
    /// @throws DamagedGalleryException     if it is incomplete or changed
    static Manifest parse(String file, byte[] bytes) throws GalleryException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            requireVersion(file, text);
            int checksumLine = text.lastIndexOf("sha256: ");
            List<String> lines = text.lines().skip(1).toList();
            if (checksumLine < 0
                    || lines.size() != NAMES.size()
                    || !text.endsWith("\n")
                    || !sha256(text.substring(0, checksumLine)).equals(value(lines, "sha256"))) {
                throw damaged(file, null);
            }
            return new Manifest(
                    value(lines, "id"),
                    Instant.parse(value(lines, "created")),
                    value(lines, "pack"),
                    Integer.parseInt(value(lines, "dimension")),
                    value(lines, "index"),
                    value(lines, "key check"),
                    value(lines, "rotation check"));
        } catch (CharacterCodingException | DateTimeException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static void requireVersion(String file, String text) throws GalleryException {
        int end = text.indexOf('\n');
        String version = text.startsWith(VERSION_LINE) && end > 0 ? text.substring(VERSION_LINE.length(), end) : "";
        if (!version.matches("\\d{1,9}")) {
            throw damaged(file, null);
        }
        if (!version.equals(String.valueOf(VERSION))) {
            throw new UnsupportedVersionException(file + ": made in format " + version + ", this Beholden reads format "
                    + VERSION + "; use the version that made the gallery, or import its photos into a new one");
        }
    }

    private static String value(List<String> lines, String name) {
        String line = lines.get(NAMES.indexOf(name));
        if (!line.startsWith(name + ": ")) {
            throw new IllegalArgumentException("no line " + name);
        }
        return line.substring(name.length() + 2);
    }

    private static DamagedGalleryException damaged(String file, @Nullable Throwable cause) {
        return new DamagedGalleryException(
                file + ": the manifest is incomplete or was changed; restore it from a backup (no face is lost yet)",
                cause);
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
