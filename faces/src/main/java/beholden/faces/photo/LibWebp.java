package beholden.faces.photo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// WebP pixels by libwebp, the format's reference decoder (`docs/decisions/0004-photo-decoding.md`). Without state,
/// so safe for use by many threads.
final class LibWebp {
    private static final NativeLibrary LIBRARY = new NativeLibrary(
            "the WebP decoder", "libwebp.so.7", "apt-get install libwebp7 (Fedora: dnf install libwebp)");

    private static final class Native {
        // uint8_t* WebPDecode…Into(const uint8_t* data, size_t size, uint8_t* buffer, size_t buffer_size, int stride)
        static final MethodHandle RGB_INTO = decodeInto("WebPDecodeRGBInto");
        static final MethodHandle RGBA_INTO = decodeInto("WebPDecodeRGBAInto");

        private static MethodHandle decodeInto(String name) {
            return LIBRARY.function(name, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT);
        }
    }

    private LibWebp() {}

    /// @throws IllegalStateException if the library is not installed; the message says how to install it
    static void requireInstalled() {
        LIBRARY.requireInstalled();
    }

    /// The samples of a still WebP of the given size, on white where it is transparent.
    ///
    /// @param still  a whole WebP file
    static Samples decode(PhotoBytes file, byte[] still, int width, int height, boolean alpha)
            throws PhotoRefusedException {
        int count = Math.multiplyExact(width, height);
        byte[] rgb = new byte[Math.multiplyExact(3, count)];
        try (Arena arena = Arena.ofConfined()) {
            int pixelBytes = alpha ? 4 : 3;
            MemorySegment encoded = arena.allocateFrom(JAVA_BYTE, still);
            MemorySegment pixels = arena.allocate((long) pixelBytes * count);
            int stride = pixelBytes * width;
            MemorySegment done = alpha
                    ? (MemorySegment)
                            Native.RGBA_INTO.invokeExact(encoded, encoded.byteSize(), pixels, pixels.byteSize(), stride)
                    : (MemorySegment)
                            Native.RGB_INTO.invokeExact(encoded, encoded.byteSize(), pixels, pixels.byteSize(), stride);
            if (done.equals(MemorySegment.NULL)) {
                throw file.corrupt("the picture inside is cut short or altered");
            }
            if (alpha) {
                onWhite(pixels, rgb);
            } else {
                MemorySegment.copy(pixels, JAVA_BYTE, 0, rgb, 0, rgb.length);
            }
        } catch (PhotoRefusedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native call failed", impossible);
        }
        return new Samples(width, height, Channels.RGB, rgb);
    }

    private static void onWhite(MemorySegment rgba, byte[] rgb) {
        long from = 0;
        for (int to = 0; to < rgb.length; from += 4) {
            int alpha = rgba.get(JAVA_BYTE, from + 3) & 0xff;
            for (int channel = 0; channel < 3; channel++) {
                rgb[to++] = ImageSamples.onWhite(rgba.get(JAVA_BYTE, from + channel) & 0xff, alpha);
            }
        }
    }
}
