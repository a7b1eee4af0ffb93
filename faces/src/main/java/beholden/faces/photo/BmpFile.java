package beholden.faces.photo;

import java.util.Optional;

/// A BMP file of uncompressed pixels, as written by Windows and OS/2.
///
/// @param bits  bits of a pixel
record BmpFile(PhotoBytes file, int width, int height, int bits, Optional<byte[]> profile) implements PhotoFile {
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;
    private static final int V5_HEADER = 124;
    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    static BmpFile read(PhotoBytes file) throws PhotoRefusedException {
        long headerBytes = file.u32le(FILE_HEADER);
        boolean core = headerBytes == CORE_HEADER;
        if (!core && (headerBytes < INFO_HEADER || headerBytes > V5_HEADER)) {
            throw file.corrupt("a BMP header of %,d bytes".formatted(headerBytes));
        }
        file.need(FILE_HEADER, headerBytes);
        long width = core ? file.u16le(18) : (int) file.u32le(18);
        // Negative: rows from the top.
        long height = Math.abs(core ? file.u16le(20) : (long) (int) file.u32le(22));
        if (width < 1 || height < 1 || height > Integer.MAX_VALUE) {
            throw file.corrupt("a picture of %,d × %,d pixels".formatted(width, height));
        }
        int bits = file.u16le(core ? 24 : 28);
        long compression = core ? UNCOMPRESSED : file.u32le(30);
        if (compression != UNCOMPRESSED && compression != BIT_FIELDS) {
            throw file.unsupported("a compressed BMP is not read");
        }
        return new BmpFile(file, (int) width, (int) height, bits, profile(file, headerBytes));
    }

    /// The profile that a version 5 header may point to.
    private static Optional<byte[]> profile(PhotoBytes file, long headerBytes) {
        try {
            if (headerBytes == V5_HEADER && file.fourCc(FILE_HEADER + 56).equals("DEBM")) {
                long at = FILE_HEADER + file.u32le(FILE_HEADER + 112);
                return Optional.of(file.slice(at, file.u32le(FILE_HEADER + 116)));
            }
            return Optional.empty();
        } catch (PhotoRefusedException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public Exif exif() {
        return Exif.NONE;
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        long rowBytes = ((long) width * bits + 31) / 32 * 4;
        file.need(file.u32le(10), rowBytes * height);
        return ImageIoReader.read(ImageIoReader.ofJdk("bmp"), file.array(), file);
    }
}
