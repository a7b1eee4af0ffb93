package beholden.faces.photo;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A WebP file (RFC 9649). Of an animated one, the first frame on white.
///
/// @param still  the first frame as a WebP of its own, with only the chunks that make pixels
/// @param canvas where the frame lies
record WebpFile(PhotoBytes file, Exif exif, Optional<byte[]> profile, byte[] still, Canvas canvas)
        implements PhotoFile {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ALPHA_FLAG = 0x10;

    /// A stretch of the file: the body of a chunk.
    private record Chunk(String type, int at, int length) {
        int end() {
            return at + length + (length & 1);
        }
    }

    /// The parts of one coded picture.
    private static final class Picture {
        Optional<Chunk> alpha = Optional.empty();
        Optional<Chunk> pixels = Optional.empty();

        void add(Chunk chunk) {
            switch (chunk.type) {
                case "ALPH" -> alpha = alpha.or(() -> Optional.of(chunk));
                case "VP8 ", "VP8L" -> pixels = pixels.or(() -> Optional.of(chunk));
                default -> {}
            }
        }
    }

    static WebpFile read(PhotoBytes file) throws PhotoRefusedException {
        long end = file.u32le(4) + 8;
        file.need(0, end);
        Optional<Chunk> extended = Optional.empty();
        Optional<Chunk> frame = Optional.empty();
        Exif exif = Exif.NONE;
        Optional<byte[]> profile = Optional.empty();
        Picture picture = new Picture();
        for (int at = RIFF_HEADER; at + CHUNK_HEADER <= end; ) {
            Chunk chunk = chunk(file, at, end);
            switch (chunk.type) {
                case "VP8X" -> extended = Optional.of(chunk);
                case "ANMF" -> frame = frame.or(() -> Optional.of(chunk));
                case "ICCP" -> profile = Optional.of(file.slice(chunk.at, chunk.length));
                case "EXIF" -> exif = Exif.of(file.slice(chunk.at, chunk.length));
                default -> picture.add(chunk);
            }
            at = chunk.end();
        }
        int left = 0;
        int top = 0;
        if (frame.isPresent()) {
            Chunk animated = frame.get();
            left = 2 * file.u24le(animated.at);
            top = 2 * file.u24le(animated.at + 3);
            picture = new Picture();
            long last = (long) animated.at + animated.length;
            for (int at = animated.at + FRAME_HEADER; at + CHUNK_HEADER <= last; ) {
                Chunk chunk = chunk(file, at, last);
                picture.add(chunk);
                at = chunk.end();
            }
        }
        Chunk pixels = picture.pixels.orElseThrow(() -> file.corrupt("a WebP without a picture"));
        int[] size = pixels.type.equals("VP8L") ? losslessSize(file, pixels) : lossySize(file, pixels);
        Canvas canvas = new Canvas(size[0], size[1], 0, 0);
        if (extended.isPresent()) {
            int at = extended.get().at;
            canvas = new Canvas(1 + file.u24le(at + 4), 1 + file.u24le(at + 7), left, top);
        }
        boolean fits = left + size[0] <= canvas.width() && top + size[1] <= canvas.height();
        boolean covers = size[0] == canvas.width() && size[1] == canvas.height();
        if (!fits || frame.isEmpty() && !covers) {
            throw file.corrupt("its picture of %,d × %,d pixels does not fit its frame of %,d × %,d"
                    .formatted(size[0], size[1], canvas.width(), canvas.height()));
        }
        return new WebpFile(file, exif, profile, still(file, picture, pixels, size), canvas);
    }

    private static Chunk chunk(PhotoBytes file, int at, long end) throws PhotoRefusedException {
        long length = file.u32le(at + 4);
        file.need(at + CHUNK_HEADER, length);
        if (at + CHUNK_HEADER + length > end) {
            throw file.corrupt("a part reaches past the end of the whole");
        }
        return new Chunk(file.fourCc(at), at + CHUNK_HEADER, (int) length);
    }

    /// RFC 6386 §9.1
    private static int[] lossySize(PhotoBytes file, Chunk pixels) throws PhotoRefusedException {
        int tag = file.u24le(pixels.at);
        if ((tag & 1) != 0 || file.u24le(pixels.at + 3) != 0x2a019d) {
            throw file.corrupt("its picture does not start with a key frame");
        }
        if (10 + (tag >> 5) > pixels.length) {
            throw file.truncated();
        }
        return new int[] {file.u16le(pixels.at + 6) & 0x3fff, file.u16le(pixels.at + 8) & 0x3fff};
    }

    /// RFC 9649 §3.4
    private static int[] losslessSize(PhotoBytes file, Chunk pixels) throws PhotoRefusedException {
        if (file.u8(pixels.at) != 0x2f) {
            throw file.corrupt("its picture does not start as a lossless one does");
        }
        long bits = file.u32le(pixels.at + 1);
        return new int[] {(int) (1 + (bits & 0x3fff)), (int) (1 + (bits >> 14 & 0x3fff))};
    }

    private static byte[] still(PhotoBytes file, Picture picture, Chunk pixels, int[] size)
            throws PhotoRefusedException {
        var chunks = new ByteArrayOutputStream(pixels.length + 64);
        if (picture.alpha.isPresent() && pixels.type.equals("VP8 ")) {
            byte[] extended = ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(ALPHA_FLAG)
                    .putShort((short) (size[0] - 1))
                    .put((byte) 0)
                    .putShort((short) (size[1] - 1))
                    .put((byte) 0)
                    .array();
            write(chunks, "VP8X", extended);
            Chunk alpha = picture.alpha.get();
            write(chunks, alpha.type, file.slice(alpha.at, alpha.length));
        }
        write(chunks, pixels.type, file.slice(pixels.at, pixels.length));
        var still = new ByteArrayOutputStream(chunks.size() + RIFF_HEADER);
        var riff = new ByteArrayOutputStream(chunks.size() + 4);
        riff.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        riff.writeBytes(chunks.toByteArray());
        write(still, "RIFF", riff.toByteArray());
        return still.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String type, byte[] body) {
        out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.length)
                .array());
        out.writeBytes(body);
        if (body.length % 2 == 1) {
            out.write(0);
        }
    }

    @Override
    public int width() {
        return canvas.width();
    }

    @Override
    public int height() {
        return canvas.height();
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        var reader = new WebPImageReaderSpi().createReaderInstance(null);
        return canvas.around(ImageSamples.of(ImageIoReader.read(reader, still, file)));
    }
}
