package beholden.faces.photo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JPEG pixels by libjpeg-turbo's TurboJPEG library (its C interface of version 2.0, which 3.x keeps).
///
/// A third of the time of Java's own reader (`docs/decisions/0004-photo-decoding.md`). Each call has its own native
/// decoder and frees it, so this is safe for use by many threads.
final class TurboJpeg {
    static final NativeLibrary LIBRARY = new NativeLibrary(
            "the JPEG decoder", "libturbojpeg.so.0", "apt-get install libturbojpeg0 (Fedora: dnf install turbojpeg)");

    // turbojpeg.h: enum TJPF, enum TJCS, enum TJERR
    private static final int PIXELS_RGB = 0;
    private static final int PIXELS_GRAY = 6;
    private static final int PIXELS_CMYK = 11;
    private static final int COLORS_GRAY = 2;
    private static final int COLORS_CMYK = 3;
    private static final int COLORS_YCCK = 4;
    private static final int ERROR_WARNING = 0;

    private static final int END_OF_IMAGE = 0xd9;

    /// The one warning of libjpeg that comes although every pixel is there.
    private static final Pattern STRAY = Pattern.compile("(\\d+) extraneous bytes before marker 0x(\\p{XDigit}+)");

    private static final class Native {
        static final MethodHandle INIT = LIBRARY.function("tjInitDecompress", ADDRESS);
        static final MethodHandle HEADER = LIBRARY.function(
                "tjDecompressHeader3", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        static final MethodHandle DECOMPRESS = LIBRARY.function(
                "tjDecompress2",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT);
        static final MethodHandle ERROR_TEXT = LIBRARY.function("tjGetErrorStr2", ADDRESS, ADDRESS);
        static final MethodHandle ERROR_CODE = LIBRARY.function("tjGetErrorCode", JAVA_INT, ADDRESS);
        static final MethodHandle DESTROY = LIBRARY.function("tjDestroy", JAVA_INT, ADDRESS);
    }

    private TurboJpeg() {}

    /// @throws IllegalStateException if the library is not installed; the message says how to install it
    static void requireInstalled() {
        LIBRARY.requireInstalled();
    }

    /// Stray bytes before a marker other than the last.
    record Stray(long bytes, int marker) {}

    /// What came of decoding.
    ///
    /// @param stray where there are stray bytes between two passes: whether what follows them is whole is not known
    record Decoded(Samples samples, Optional<Stray> stray) {}

    /// Size that a JPEG has by our own reading, and the size to decode it at.
    ///
    /// @param halvings times its sides are halved while it is decoded, 0 to 3
    record Size(int width, int height, int halvings) {
        int scaledWidth() {
            return PhotoLimits.halved(width, halvings);
        }

        int scaledHeight() {
            return PhotoLimits.halved(height, halvings);
        }
    }

    /// The samples of a JPEG of the given size; CMYK as it is stored, which Adobe's programs do upside down.
    static Decoded decode(PhotoBytes file, JpegStream stream, Size size) throws PhotoRefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment decoder = (MemorySegment) Native.INIT.invokeExact();
            if (decoder.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("no memory for a JPEG decoder");
            }
            try {
                return decode(decoder, arena, file, stream, size);
            } finally {
                int ignored = (int) Native.DESTROY.invokeExact(decoder);
            }
        } catch (PhotoRefusedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native call failed", impossible);
        }
    }

    /// The samples of a JPEG, none if it is damaged.
    static Optional<Decoded> tryToDecode(PhotoBytes file, JpegStream stream, Size size) {
        try {
            return Optional.of(decode(file, stream, size));
        } catch (PhotoRefusedException damaged) {
            return Optional.empty();
        }
    }

    private static Decoded decode(MemorySegment decoder, Arena arena, PhotoBytes file, JpegStream stream, Size size)
            throws Throwable {
        MemorySegment jpeg = stream.copied(arena);
        MemorySegment header = arena.allocate(JAVA_INT, 4);
        // The result is of no use: unusual chroma sampling is an error here, and none for the decompression.
        int ignored = (int) Native.HEADER.invokeExact(
                decoder, jpeg, jpeg.byteSize(), header, header.asSlice(4), header.asSlice(8), header.asSlice(12));
        int jpegWidth = header.getAtIndex(JAVA_INT, 0);
        int jpegHeight = header.getAtIndex(JAVA_INT, 1);
        if (jpegWidth == 0 || jpegHeight == 0) {
            throw file.corrupt(errorText(decoder));
        }
        // The buffer below is sized for what our own parser read: the two must agree.
        if (jpegWidth != size.width || jpegHeight != size.height) {
            throw file.corrupt("it gives two sizes, %,d × %,d and %,d × %,d"
                    .formatted(size.width, size.height, jpegWidth, jpegHeight));
        }
        int colors = header.getAtIndex(JAVA_INT, 3);
        Channels channels = switch (colors) {
            case COLORS_GRAY -> Channels.GRAY;
            case COLORS_CMYK, COLORS_YCCK -> Channels.CMYK;
            default -> Channels.RGB;
        };
        int pixelFormat = switch (channels) {
            case GRAY -> PIXELS_GRAY;
            case RGB -> PIXELS_RGB;
            case CMYK -> PIXELS_CMYK;
        };
        // The library takes the largest of its scales that fits: of a half, a quarter and an eighth, exactly that.
        int width = size.scaledWidth();
        int height = size.scaledHeight();
        byte[] values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels.count)];
        MemorySegment pixels = arena.allocate(values.length);
        int failed = (int) Native.DECOMPRESS.invokeExact(
                decoder,
                jpeg,
                jpeg.byteSize(),
                pixels,
                width,
                Math.multiplyExact(width, channels.count),
                height,
                pixelFormat,
                0);
        Optional<Stray> stray = failed == 0 ? Optional.empty() : stray(decoder, file, stream);
        MemorySegment.copy(pixels, JAVA_BYTE, 0, values, 0, values.length);
        return new Decoded(new Samples(width, height, channels, values), stray);
    }

    /// Refuses the file unless all that is wrong are stray bytes.
    private static Optional<Stray> stray(MemorySegment decoder, PhotoBytes file, JpegStream stream) throws Throwable {
        String text = errorText(decoder);
        if ((int) Native.ERROR_CODE.invokeExact(decoder) == ERROR_WARNING) {
            Matcher found = STRAY.matcher(text);
            if (found.find()) {
                var stray = new Stray(Long.parseLong(found.group(1)), Integer.parseInt(found.group(2), 16));
                if (stray.marker != END_OF_IMAGE) {
                    return Optional.of(stray);
                }
                if (stream.ended() || !stream.runsIntoFiller(file, stray.bytes)) {
                    return Optional.empty();
                }
            }
            // A picture that lacks its end marker and more.
            if (text.contains("remature end") || stream.endsWith(file)) {
                throw file.truncated();
            }
        }
        if (text.contains("nsupported")) {
            throw file.unsupported("this kind of JPEG is not read (" + text + ")");
        }
        throw file.corrupt(text);
    }

    static String errorText(MemorySegment decoder) throws Throwable {
        MemorySegment text = (MemorySegment) Native.ERROR_TEXT.invokeExact(decoder);
        return text.reinterpret(200).getString(0);
    }
}
