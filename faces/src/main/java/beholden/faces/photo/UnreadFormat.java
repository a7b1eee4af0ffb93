package beholden.faces.photo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Formats of photos that are known by their first bytes and not read, each with the everyday step that makes an
/// ordinary photo of it.
enum UnreadFormat {
    HEIC(
            "a HEIC photo (HEIF), as many phones take them",
            "open it in the photo program of the phone or computer and save it as JPEG, or type"
                    + " heif-convert PHOTO.heic PHOTO.jpg"),
    AVIF(
            "an AVIF photo",
            "open it in a browser or photo program and save it as PNG or JPEG, or type avifdec PHOTO.avif PHOTO.png"),
    JPEG_XL("a JPEG XL photo", "open it in a photo program and save it as JPEG, or type djxl PHOTO.jxl PHOTO.jpg"),
    JPEG_2000(
            "a JPEG 2000 photo",
            "open it in a photo program and save it as JPEG, or type opj_decompress -i PHOTO.jp2 -o PHOTO.png"),
    BIG_TIFF(
            "a BigTIFF, the kind of TIFF for files over 4 GB",
            "open it in a photo program and save it as JPEG or ordinary TIFF, or type tiffcp BIG.tif ORDINARY.tif"),
    CAMERA_RAW(
            "a camera's raw picture",
            "open it in the camera maker's program or another for raw pictures and export it as JPEG"),
    MOVIE("a movie", "take a still picture of it in a movie player and save that as JPEG");

    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1");

    /// Brands that a file names; real ones name about ten.
    private static final int MOST_BRANDS = 64;

    private final String title;
    private final String step;

    UnreadFormat(String title, String step) {
        this.title = title;
        this.step = step;
    }

    /// A sentence that says what the file is and what to do.
    String refusal() {
        return "this is %s, which is not read: %s".formatted(title, step);
    }

    /// The format that `file` claims by its first bytes.
    static Optional<UnreadFormat> of(PhotoBytes file) {
        if (file.startsWith(4, "ftyp")) {
            return Optional.of(ofBrands(brands(file)));
        }
        if (file.startsWith(0, "\u00ff\n") || file.startsWith(0, "\0\0\0\fJXL \r\n\u0087\n")) {
            return Optional.of(JPEG_XL);
        }
        if (file.startsWith(0, "\0\0\0\fjP  \r\n\u0087\n") || file.startsWith(0, "\u00ff\u004f\u00ff\u0051")) {
            return Optional.of(JPEG_2000);
        }
        if (file.startsWith(0, "II+\0") || file.startsWith(0, "MM\0+")) {
            return Optional.of(BIG_TIFF);
        }
        if (file.startsWith(0, "FUJIFILMCCD-RAW") || file.startsWith(0, "IIU\0") || file.startsWith(0, "IIRO")) {
            return Optional.of(CAMERA_RAW);
        }
        return Optional.empty();
    }

    /// ISO/IEC 14496-12 §4.3: the main brand, and those that the file agrees with.
    private static Set<String> brands(PhotoBytes file) {
        Set<String> brands = new LinkedHashSet<>();
        byte[] bytes = file.array();
        int length = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        for (int at = 8; at + 4 <= Math.min(length, bytes.length) && brands.size() < MOST_BRANDS; at += 4) {
            // Between the two stands a version.
            if (at != 12) brands.add(new String(bytes, at, 4, StandardCharsets.ISO_8859_1));
        }
        return brands;
    }

    private static UnreadFormat ofBrands(Set<String> brands) {
        if (brands.contains("avif") || brands.contains("avis")) return AVIF;
        if (brands.contains("crx ")) return CAMERA_RAW;
        return brands.stream().anyMatch(HEIF_BRANDS::contains) ? HEIC : MOVIE;
    }
}
