package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Decodes photos of any origin: JPEG, PNG, WebP, GIF, BMP and TIFF, told apart by content.
///
/// Decoded photos are upright (EXIF orientation applied), 8-bit sRGB (ICC profiles applied, CMYK and 16-bit samples
/// converted) and opaque (white behind what was transparent); of animations and pages, the first picture.
///
/// A file that is too large, cut short, damaged, or made to cost much time or memory is refused with a
/// [PhotoRefusedException]; size and structure are checked before any pixel is decoded.
///
/// Peak memory is about 9 bytes a pixel (three for the photo, three for the codec, three to turn it), up to 15 for
/// progressive JPEG and 16-bit PNG. Safe for use by many threads.
public final class PhotoDecoder {
    private static final long MEGA = 1_000_000;

    private final PhotoLimits limits;
    private final boolean captureDates;

    /// A decoder that keeps nothing but pixels.
    ///
    /// @throws IllegalStateException if a native library is missing; the message says how to install it
    public PhotoDecoder(PhotoLimits limits) {
        this(limits, false);
    }

    private PhotoDecoder(PhotoLimits limits, boolean captureDates) {
        TurboJpeg.requireInstalled();
        LibWebp.requireInstalled();
        this.limits = limits;
        this.captureDates = captureDates;
    }

    /// A decoder with this one's limits that fills in [Photo#captureDate()] where a photo has it.
    public PhotoDecoder keepingCaptureDate() {
        return new PhotoDecoder(limits, true);
    }

    /// The photo in `file`.
    public Photo decode(Path file) throws PhotoRefusedException {
        return decode(read(file), file.toString());
    }

    /// The photo in `bytes`.
    ///
    /// @param name  name of the photo in a refusal
    public Photo decode(byte[] bytes, String name) throws PhotoRefusedException {
        PhotoFile file = open(bytes, name).file;
        Samples samples = file.samples();
        if (samples.width() != file.width() || samples.height() != file.height()) {
            throw new PhotoBytes(name, bytes)
                    .corrupt("its picture has %,d × %,d pixels, where %,d × %,d were announced"
                            .formatted(samples.width(), samples.height(), file.width(), file.height()));
        }
        byte[] rgb = ColorConversion.of(file.profile(), samples.channels()).toSrgb(samples);
        Orientation orientation = file.exif().orientation();
        byte[] upright = orientation.apply(file.width(), file.height(), rgb);
        Photo photo = orientation.swapsSides()
                ? Photo.of(file.height(), file.width(), upright)
                : Photo.of(file.width(), file.height(), upright);
        return captureDates ? photo.taken(file.exif().captureDate()) : photo;
    }

    /// Format and size of the photo in `file`, without decoding it; refuses what [#decode(Path)] would refuse for
    /// its size or structure.
    public PhotoHeader peek(Path file) throws PhotoRefusedException {
        return peek(read(file), file.toString());
    }

    /// Format and size of the photo in `bytes`, without decoding it; refuses what [#decode(byte\[\], String)] would
    /// refuse for its size or structure.
    public PhotoHeader peek(byte[] bytes, String name) throws PhotoRefusedException {
        Opened opened = open(bytes, name);
        PhotoFile file = opened.file;
        return file.exif().orientation().swapsSides()
                ? new PhotoHeader(opened.format, file.height(), file.width())
                : new PhotoHeader(opened.format, file.width(), file.height());
    }

    private record Opened(PhotoFormat format, PhotoFile file) {}

    private Opened open(byte[] bytes, String name) throws PhotoRefusedException {
        PhotoBytes file = new PhotoBytes(name, bytes);
        if (bytes.length > limits.maxBytes()) {
            throw tooManyBytes(name, bytes.length);
        }
        if (bytes.length == 0) {
            throw file.refused(Reason.TRUNCATED, "the file is empty");
        }
        PhotoFormat format = PhotoFormat.of(bytes)
                .orElseThrow(() -> file.refused(
                        Reason.NOT_A_PHOTO, "this is not a photo in JPEG, PNG, WebP, GIF, BMP or TIFF format"));
        PhotoFile read = PhotoFile.read(format, file);
        checkSize(file, read.width(), read.height());
        read.checkCost();
        return new Opened(format, read);
    }

    private void checkSize(PhotoBytes file, int width, int height) throws PhotoRefusedException {
        String fact = "%,d × %,d pixels is over the limit of ".formatted(width, height);
        if (Math.max(width, height) > limits.maxSide()) {
            throw file.refused(Reason.SIDE_TOO_LONG, fact + "%,d pixels a side".formatted(limits.maxSide()));
        }
        if ((long) width * height > limits.maxPixels()) {
            throw file.refused(Reason.TOO_MANY_PIXELS, fact + inMillions(limits.maxPixels()) + " megapixels");
        }
    }

    /// The bytes of `path`, unless there are more of them than the limit.
    public byte[] read(Path path) throws PhotoRefusedException {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new PhotoRefusedException(Reason.UNREADABLE, name, "is a folder; name the photos in it", null);
        }
        byte[] bytes;
        long size;
        try (InputStream in = Files.newInputStream(path)) {
            // A file that grows or never ends is not read to its end.
            bytes = in.readNBytes((int) limits.maxBytes() + 1);
            size = Math.max(bytes.length, Files.size(path));
        } catch (NoSuchFileException missing) {
            throw new PhotoRefusedException(Reason.UNREADABLE, name, "there is no such file", missing);
        } catch (IOException unreadable) {
            throw new PhotoRefusedException(
                    Reason.UNREADABLE, name, "the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (bytes.length > limits.maxBytes()) throw tooManyBytes(name, size);
        return bytes;
    }

    private PhotoRefusedException tooManyBytes(String name, long bytes) {
        return new PhotoBytes(name, new byte[0])
                .refused(
                        Reason.TOO_MANY_BYTES,
                        "%s is over the limit of %s".formatted(size(bytes), size(limits.maxBytes())));
    }

    /// A size in megabytes where that says the number exactly enough to compare, else in bytes.
    private static String size(long bytes) {
        return bytes % (MEGA / 10) == 0 ? inMillions(bytes) + " MB" : "%,d bytes".formatted(bytes);
    }

    private static String inMillions(long count) {
        return count % MEGA == 0 ? "%,d".formatted(count / MEGA) : "%,.1f".formatted((double) count / MEGA);
    }
}
