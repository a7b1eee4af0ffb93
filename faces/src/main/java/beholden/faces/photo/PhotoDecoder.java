package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Decodes photos of any origin: JPEG, PNG, WebP, GIF, BMP and TIFF, told apart by content.
///
/// Decoded photos are upright (EXIF orientation applied), 8-bit sRGB (ICC profiles applied, CMYK and 16-bit samples
/// converted) and opaque (white behind what was transparent); of animations and pages, the first picture, which
/// [Photo#remark()] then says.
///
/// A file that is too large, cut short, damaged, or made to cost much time or memory is refused with a
/// [PhotoRefusedException]; size and structure are checked before any pixel is decoded.
///
/// Peak memory is about 9 bytes for each pixel that is [kept][PhotoLimits#heldPixels()]: three for the photo, three for
/// the codec, three to turn it. Formats other than JPEG take up to 12 more for each pixel of the file, JPEGs of several
/// passes 6. Safe for use by many threads.
public final class PhotoDecoder {
    private static final long MEGA = 1_000_000;

    /// Bytes of memory for each pixel that is kept: nine to decode and turn it, and half as much again for the pictures
    /// that are made of it.
    private static final long HELD_BYTES = 14;

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
        int halvings = limits.halvings(file.width(), file.height());
        Samples samples = file.samples(halvings);
        int width = PhotoLimits.halved(file.width(), halvings);
        int height = PhotoLimits.halved(file.height(), halvings);
        if (samples.width() != width || samples.height() != height) {
            throw new PhotoBytes(name, bytes)
                    .corrupt("its picture has %,d × %,d pixels, where %,d × %,d were announced"
                            .formatted(samples.width(), samples.height(), width, height));
        }
        byte[] rgb = ColorConversion.of(file.profile(), samples.channels()).toSrgb(samples);
        Orientation orientation = file.exif().orientation();
        byte[] upright = orientation.apply(width, height, rgb);
        Photo photo = orientation.swapsSides()
                ? Photo.halved(file.height(), file.width(), halvings, upright)
                : Photo.halved(file.width(), file.height(), halvings, upright);
        photo = photo.remarked(remark(file, halvings));
        return captureDates ? photo.taken(file.exif().captureDate()) : photo;
    }

    private static Optional<String> remark(PhotoFile file, int halvings) {
        if (halvings == 0) return file.remark();
        String scaled = "it was looked at at 1/%d of its width and height, so small faces may be missing"
                .formatted(1 << halvings);
        return Optional.of(file.remark().map(words -> words + "; " + scaled).orElse(scaled));
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

    /// Bytes of memory that the photo in `bytes` takes at most until its faces are described, by its structure alone;
    /// refuses what [#decode(byte\[\], String)] would refuse for its size or structure.
    public long memory(byte[] bytes, String name) throws PhotoRefusedException {
        PhotoFile file = open(bytes, name).file;
        int halvings = limits.halvings(file.width(), file.height());
        long held = (long) PhotoLimits.halved(file.width(), halvings) * PhotoLimits.halved(file.height(), halvings);
        return file.extraBytes() + HELD_BYTES * held;
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
        Optional<UnreadFormat> unread = UnreadFormat.of(file);
        if (unread.isPresent()) {
            throw file.refused(Reason.UNSUPPORTED, unread.get().refusal());
        }
        PhotoFormat format = PhotoFormat.of(bytes)
                .orElseThrow(() -> file.refused(
                        Reason.NOT_A_PHOTO, "this is not a photo in JPEG, PNG, WebP, GIF, BMP or TIFF format"));
        PhotoFile read = PhotoFile.read(format, file);
        checkSize(file, read.width(), read.height());
        checkWhole(file, format, read);
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

    private void checkWhole(PhotoBytes file, PhotoFormat format, PhotoFile read) throws PhotoRefusedException {
        long most = read.mostTimesHeld() * limits.heldPixels();
        if ((long) read.width() * read.height() > most) {
            String kind = format == PhotoFormat.JPEG ? "progressive JPEG" : format.toString();
            throw file.refused(
                    Reason.TOO_MANY_PIXELS,
                    "%,d × %,d pixels is over the limit of %s megapixels for %s; save it as an ordinary JPEG"
                            .formatted(read.width(), read.height(), inMillions(most), kind));
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
