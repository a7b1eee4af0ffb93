package beholden.faces.photo;

import java.util.Optional;

/// The file formats a photo may come in, told apart by their first bytes and never by a file's name.
public enum PhotoFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF");

    private final String title;

    PhotoFormat(String title) {
        this.title = title;
    }

    /// The format's name as people write it.
    @Override
    public String toString() {
        return title;
    }

    /// The format that `file` claims by its first bytes.
    static Optional<PhotoFormat> of(byte[] file) {
        if (starts(file, 0, "\u00ff\u00d8")) {
            return Optional.of(JPEG);
        }
        if (starts(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (starts(file, 0, "GIF87a") || starts(file, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (starts(file, 0, "BM")) {
            return Optional.of(BMP);
        }
        if (starts(file, 0, "II*\0") || starts(file, 0, "MM\0*")) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] file, int at, String magic) {
        if (file.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((file[at + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
