package beholden.faces.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A WebP file (RFC 9649); an animated one is read as its first frame on white.
///
/// @param canvas picture that the first frame is laid on
/// @param frames pictures in the file
record WebpFile(PhotoBytes file, Exif exif, Optional<byte[]> profile, Canvas canvas, Picture picture, int frames)
        implements PhotoFile {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ALPHA_FLAG = 0x10;

    /// A stretch of the file: the body of a chunk.
    private record Chunk(String type, int at, int length) {
        static Chunk read(PhotoBytes file, int at, long end) throws PhotoRefusedException {
            long length = file.u32le(at + 4);
            file.need(at + CHUNK_HEADER, length);
            if (at + CHUNK_HEADER + length > end) {
                throw file.corrupt("a part reaches past the end of the whole");
            }
            return new Chunk(file.fourCc(at), at + CHUNK_HEADER, (int) length);
        }

        int end() {
            return at + length + (length & 1);
        }
    }

    /// One coded picture, as the chunks that make its pixels.
    ///
    /// @param type   name of the chunk that holds the pixels
    /// @param alpha  transparency that lossy pixels keep apart
    record Picture(String type, int width, int height, boolean transparent, byte[] pixels, Optional<byte[]> alpha) {
        /// The picture in the chunks from `from` to `end`.
        static Picture read(PhotoBytes file, int from, long end) throws PhotoRefusedException {
            Optional<byte[]> alpha = Optional.empty();
            for (int at = from; at + CHUNK_HEADER <= end; ) {
                Chunk chunk = Chunk.read(file, at, end);
                switch (chunk.type) {
                    case "ALPH" -> alpha = Optional.of(file.slice(chunk.at, chunk.length));
                    case "VP8 " -> {
                        return lossy(file, chunk, alpha);
                    }
                    case "VP8L" -> {
                        return lossless(file, chunk);
                    }
                    default -> {}
                }
                at = chunk.end();
            }
            throw file.corrupt("a WebP without a picture");
        }

        /// RFC 6386 §9.1
        private static Picture lossy(PhotoBytes file, Chunk chunk, Optional<byte[]> alpha)
                throws PhotoRefusedException {
            int tag = file.u24le(chunk.at);
            if ((tag & 1) != 0 || file.u24le(chunk.at + 3) != 0x2a019d) {
                throw file.corrupt("its picture does not start with a key frame");
            }
            int width = file.u16le(chunk.at + 6) & 0x3fff;
            int height = file.u16le(chunk.at + 8) & 0x3fff;
            if (width == 0 || height == 0) {
                throw file.corrupt("a picture of %d × %d pixels".formatted(width, height));
            }
            return new Picture(chunk.type, width, height, alpha.isPresent(), file.slice(chunk.at, chunk.length), alpha);
        }

        /// RFC 9649 §3.4
        private static Picture lossless(PhotoBytes file, Chunk chunk) throws PhotoRefusedException {
            if (file.u8(chunk.at) != 0x2f) {
                throw file.corrupt("its picture does not start as a lossless one does");
            }
            int bits = (int) file.u32le(chunk.at + 1);
            return new Picture(
                    chunk.type,
                    1 + (bits & 0x3fff),
                    1 + (bits >>> 14 & 0x3fff),
                    (bits >>> 28 & 1) == 1,
                    file.slice(chunk.at, chunk.length),
                    Optional.empty());
        }

        /// The picture as a WebP file of its own.
        byte[] alone() {
            var chunks = new ByteArrayOutputStream(pixels.length + 64);
            chunks.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
            if (alpha.isPresent()) {
                write(chunks, "VP8X", extendedHeader());
                write(chunks, "ALPH", alpha.get());
            }
            write(chunks, type, pixels);
            var file = new ByteArrayOutputStream(chunks.size() + CHUNK_HEADER);
            write(file, "RIFF", chunks.toByteArray());
            return file.toByteArray();
        }

        private byte[] extendedHeader() {
            return ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(ALPHA_FLAG)
                    .putShort((short) (width - 1))
                    .put((byte) 0)
                    .putShort((short) (height - 1))
                    .put((byte) 0)
                    .array();
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
    }

    static WebpFile read(PhotoBytes file) throws PhotoRefusedException {
        long end = file.u32le(4) + 8;
        file.need(0, end);
        Exif exif = Exif.NONE;
        Optional<byte[]> profile = Optional.empty();
        Optional<Chunk> extended = Optional.empty();
        Optional<Chunk> frame = Optional.empty();
        int frames = 0;
        for (int at = RIFF_HEADER; at + CHUNK_HEADER <= end; ) {
            Chunk chunk = Chunk.read(file, at, end);
            switch (chunk.type) {
                case "VP8X" -> extended = Optional.of(chunk);
                case "ANMF" -> {
                    frame = frame.or(() -> Optional.of(chunk));
                    frames++;
                }
                case "ICCP" -> profile = Optional.of(file.slice(chunk.at, chunk.length));
                case "EXIF" -> exif = Exif.of(file.slice(chunk.at, chunk.length));
                default -> {}
            }
            at = chunk.end();
        }
        Picture picture;
        int left = 0;
        int top = 0;
        if (frame.isPresent()) {
            Chunk first = frame.get();
            left = 2 * file.u24le(first.at);
            top = 2 * file.u24le(first.at + 3);
            picture = Picture.read(file, first.at + FRAME_HEADER, (long) first.at + first.length);
        } else {
            picture = Picture.read(file, RIFF_HEADER, end);
        }
        int width = extended.isPresent() ? 1 + file.u24le(extended.get().at + 4) : picture.width;
        int height = extended.isPresent() ? 1 + file.u24le(extended.get().at + 7) : picture.height;
        boolean fits = frame.isPresent()
                ? left + picture.width <= width && top + picture.height <= height
                : picture.width == width && picture.height == height;
        if (!fits) {
            throw file.corrupt("its picture of %,d × %,d pixels does not fit its frame of %,d × %,d"
                    .formatted(picture.width, picture.height, width, height));
        }
        return new WebpFile(file, exif, profile, new Canvas(width, height, left, top), picture, frames);
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
    public Optional<String> remark() {
        return PhotoFile.firstOf(frames, "pictures");
    }

    @Override
    public void checkCost() throws PhotoRefusedException {
        canvas.requireFilled(picture.width, picture.height, file);
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        return canvas.around(LibWebp.decode(file, picture.alone(), picture.width, picture.height, picture.transparent));
    }
}
