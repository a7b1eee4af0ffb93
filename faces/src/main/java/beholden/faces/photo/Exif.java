package beholden.faces.photo;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The two facts that are ever read from a photo's EXIF.
///
/// @param captureDate  day of `DateTimeOriginal`
record Exif(Orientation orientation, Optional<LocalDate> captureDate) {
    static final Exif NONE = new Exif(Orientation.UPRIGHT, Optional.empty());

    private static final int ORIENTATION = 274;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final Pattern DAY = Pattern.compile("(\\d{4}):(\\d{2}):(\\d{2}).*");

    /// Reads a bare EXIF block, which is a TIFF structure. A damaged one says nothing: programs that edit photos
    /// often leave EXIF broken, and the picture is still whole.
    static Exif of(byte[] block) {
        byte[] tiff = startsWithExifName(block) ? Arrays.copyOfRange(block, 6, block.length) : block;
        try {
            return of(TiffDirectory.first(new PhotoBytes("EXIF", tiff)));
        } catch (PhotoRefusedException damaged) {
            return NONE;
        }
    }

    /// The facts in the first directory of a TIFF; damaged values count as absent.
    static Exif of(TiffDirectory directory) {
        return new Exif(orientation(directory), captureDate(directory));
    }

    private static Orientation orientation(TiffDirectory directory) {
        try {
            return Orientation.ofExif(directory.number(ORIENTATION).orElse(1));
        } catch (PhotoRefusedException damaged) {
            return Orientation.UPRIGHT;
        }
    }

    private static Optional<LocalDate> captureDate(TiffDirectory directory) {
        try {
            var details = directory.child(EXIF_DIRECTORY);
            return details.isEmpty()
                    ? Optional.empty()
                    : details.get().text(DATE_TIME_ORIGINAL).flatMap(Exif::day);
        } catch (PhotoRefusedException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String dateTime) {
        var parts = DAY.matcher(dateTime);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3))));
        } catch (DateTimeException clockNeverSet) {
            return Optional.empty();
        }
    }

    /// JPEG, and some writers of WebP, put this name before the block.
    private static boolean startsWithExifName(byte[] block) {
        return new PhotoBytes("EXIF", block).startsWith(0, "Exif\0\0");
    }
}
