package beholden.faces.photo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// JPEG files by the library that also reads them, see [TurboJpeg]. Safe for use by many threads.
final class TurboJpegWriter {
    // turbojpeg.h: enum TJPF, enum TJSAMP, TJFLAG_*
    private static final int PIXELS_RGB = 0;
    private static final int CHROMA_420 = 2;
    private static final int NO_REALLOCATION = 1024;
    private static final int ACCURATE_DCT = 4096;

    private static final class Native {
        static final MethodHandle INIT = TurboJpeg.LIBRARY.function("tjInitCompress", ADDRESS);
        static final MethodHandle SIZE =
                TurboJpeg.LIBRARY.function("tjBufSize", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
        static final MethodHandle COMPRESS = TurboJpeg.LIBRARY.function(
                "tjCompress2",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT);
        static final MethodHandle DESTROY = TurboJpeg.LIBRARY.function("tjDestroy", JAVA_INT, ADDRESS);
    }

    private TurboJpegWriter() {}

    static byte[] encode(Photo photo, int quality) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment encoder = (MemorySegment) Native.INIT.invokeExact();
            if (encoder.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("no memory for a JPEG encoder");
            }
            try {
                return encode(encoder, arena, photo, quality);
            } finally {
                int ignored = (int) Native.DESTROY.invokeExact(encoder);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native call failed", impossible);
        }
    }

    private static byte[] encode(MemorySegment encoder, Arena arena, Photo photo, int quality) throws Throwable {
        MemorySegment pixels = arena.allocateFrom(JAVA_BYTE, photo.rgb());
        // Enough for whatever the photo shows, so that the library never makes a buffer of its own.
        long room = (long) Native.SIZE.invokeExact(photo.width(), photo.height(), CHROMA_420);
        MemorySegment jpeg = arena.allocate(room);
        MemorySegment place = arena.allocateFrom(ADDRESS, jpeg);
        MemorySegment length = arena.allocateFrom(JAVA_LONG, room);
        int failed = (int) Native.COMPRESS.invokeExact(
                encoder,
                pixels,
                photo.width(),
                Math.multiplyExact(photo.width(), 3),
                photo.height(),
                PIXELS_RGB,
                place,
                length,
                CHROMA_420,
                quality,
                NO_REALLOCATION | ACCURATE_DCT);
        if (failed != 0)
            throw new IllegalStateException("a JPEG could not be written: " + TurboJpeg.errorText(encoder));
        return jpeg.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
    }
}
