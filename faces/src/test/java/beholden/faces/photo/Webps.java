package beholden.faces.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Makes WebP files for tests. Java has no writer for WebP: the lossy test picture was encoded once with `cwebp -q
/// 90`.
final class Webps {
    private static final String LOSSY = "UklGRogAAABXRUJQVlA4IHwAAACQBQCdASogABgAPi0QhkKhoQ36AAwBYlkAJ0y1SAPwAlgH8A/I"
            + "C7/7sA/wHZ/gnLDkuMHoAAD++Qpo7vY8f/mwAYkHkEmpN3xAb/9Lg9HF2QZMdeDt4JDeoBvPqAvyol8ehTaxdpDSm3m9vN7XO/Lb"
            + "9vu0ofgywWi+3yAA";
    private static final String LOSSY_WITH_ALPHA =
            "UklGRrYAAABXRUJQVlA4WAoAAAAQAAAAHwAAFwAAQUxQSBUAAAABDzD/ERFCSED4f1rnQET/J8AhtAAAVlA4IHoAAACQBQCdASog"
                    + "ABgAPi0QhkKhoQ36AAwBYlkAJ0y1SAPwAlgH8A/IC7/7sA/wHZ/gnLDkuMHoAAD++Qpo6QE/82ADEg8gk1Ju+IDf/pcHo4u"
                    + "yDJjrwdvBIb1xyKghAVL+5LQ4NvN7eb2ud+W37fdpQ/foHhM6OMcAqQAAAA==";

    /// Bytes of the RIFF and chunk headers before the VP8 data.
    private static final int LOSSY_DATA = 20;

    private Webps() {}

    static byte[] lossy() {
        return Base64.getDecoder().decode(LOSSY);
    }

    /// The test picture, its lower right field transparent.
    static byte[] lossyWithAlpha() {
        return Base64.getDecoder().decode(LOSSY_WITH_ALPHA);
    }

    /// The lossy test picture with a header for metadata, and these chunks around it.
    static byte[] extended(int canvasWidth, int canvasHeight, int flags, byte[]... chunks) {
        return riff(extendedHeader(canvasWidth, canvasHeight, flags), join(chunks));
    }

    static byte[] pixels() {
        byte[] file = lossy();
        return chunk("VP8 ", Arrays.copyOfRange(file, LOSSY_DATA, file.length));
    }

    /// The lossy test picture as a frame of an animation.
    static byte[] frame(int left, int top) {
        byte[] header = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (left / 2))
                .put((byte) 0)
                .putShort((short) (top / 2))
                .put((byte) 0)
                .putShort((short) (Quadrants.WIDTH - 1))
                .put((byte) 0)
                .putShort((short) (Quadrants.HEIGHT - 1))
                .array();
        return chunk("ANMF", join(header, pixels()));
    }

    /// Two colours, one of them half transparent, lossless: 0x40 half transparent in the left half, 0xc0 in the
    /// right.
    static byte[] losslessWithAlpha() {
        var bits = new Bits();
        bits.put(0x2f, 8);
        bits.put(Quadrants.WIDTH - 1, 14);
        bits.put(Quadrants.HEIGHT - 1, 14);
        bits.put(1, 1);
        bits.put(0, 3);
        // No transform, no colour cache, one group of codes.
        bits.put(0, 3);
        for (int channel = 0; channel < 3; channel++) {
            bits.twoSymbols(0x40, 0xc0);
        }
        bits.twoSymbols(0x80, 0xff);
        // Distances: a code of one symbol.
        bits.put(1, 1);
        bits.put(0, 1);
        bits.put(0, 1);
        bits.put(0, 1);
        for (int i = 0; i < Quadrants.WIDTH * Quadrants.HEIGHT; i++) {
            bits.put(i % Quadrants.WIDTH < Quadrants.WIDTH / 2 ? 0 : 0xf, 4);
        }
        return riff(chunk("VP8L", bits.bytes()));
    }

    static byte[] chunk(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length + body.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] extendedHeader(int width, int height, int flags) {
        return chunk(
                "VP8X",
                ByteBuffer.allocate(10)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(flags)
                        .put((byte) (width - 1))
                        .put((byte) ((width - 1) >> 8))
                        .put((byte) ((width - 1) >> 16))
                        .put((byte) (height - 1))
                        .put((byte) ((height - 1) >> 8))
                        .put((byte) ((height - 1) >> 16))
                        .array());
    }

    private static byte[] riff(byte[]... chunks) {
        return chunk("RIFF", join("WEBP".getBytes(StandardCharsets.ISO_8859_1), join(chunks)));
    }

    private static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /// Writes bits, the lowest first.
    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int pending;
        private int count;

        void put(int value, int bits) {
            for (int i = 0; i < bits; i++) {
                pending |= (value >> i & 1) << count;
                if (++count == 8) {
                    out.write(pending);
                    pending = 0;
                    count = 0;
                }
            }
        }

        void twoSymbols(int zero, int one) {
            put(1, 1);
            put(1, 1);
            put(1, 1);
            put(zero, 8);
            put(one, 8);
        }

        byte[] bytes() {
            put(0, 8);
            return out.toByteArray();
        }
    }
}
