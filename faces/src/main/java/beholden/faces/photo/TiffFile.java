package beholden.faces.photo;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.util.Optional;
import java.util.Set;

/// A TIFF file (TIFF 6.0): its first picture.
///
/// @param pages    pictures in the file, smaller copies left out
/// @param picture  the TIFF again, with one directory and only the tags that make pixels
record TiffFile(PhotoBytes file, int width, int height, Exif exif, Optional<byte[]> profile, int pages, byte[] picture)
        implements PhotoFile {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;
    private static final int ICC_PROFILE = 34675;

    /// Beyond the above: fill order, predictor, palette, extra samples (alpha), JPEG tables, and the four of YCbCr.
    private static final Set<Integer> PIXEL_TAGS = Set.of(
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC,
            STRIP_OFFSETS,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            PLANAR,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTES,
            SAMPLE_FORMAT,
            266,
            317,
            320,
            338,
            347,
            529,
            530,
            531,
            532);

    private static final int JPEG = 7;
    /// None, LZW, JPEG, Deflate (two numbers), PackBits: what photos use.
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 7L, 8L, 32946L, 32773L);

    /// Grey (two ways), RGB, palette, CMYK, YCbCr.
    private static final Set<Long> PHOTOMETRICS = Set.of(0L, 1L, 2L, 3L, 5L, 6L);

    private static final int RGB = 2;
    private static final int YCBCR = 6;

    /// Numbers of components that all readers take for YCbCr, and for RGB.
    private static final byte[] YCBCR_NUMBERS = {1, 2, 3};

    private static final byte[] RGB_NUMBERS = {'R', 'G', 'B'};

    /// Code of a JPEG marker that says nothing to any reader.
    private static final byte NOBODYS_REMARK = (byte) 0xef;

    /// CMYK with alpha.
    private static final int MOST_SAMPLES = 5;

    static TiffFile read(PhotoBytes file) throws PhotoRefusedException {
        TiffDirectory tags = TiffDirectory.first(file);
        int width = side(file, tags, WIDTH);
        int height = side(file, tags, HEIGHT);
        checkKind(file, tags);
        byte[] picture = tags.keepOnly(PIXEL_TAGS);
        checkParts(file, tags, width, height, picture);
        return new TiffFile(file, width, height, Exif.of(tags), profile(tags), tags.pages(), picture);
    }

    private static int side(PhotoBytes file, TiffDirectory tags, int tag) throws PhotoRefusedException {
        long value = tags.number(tag).orElse(0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw file.corrupt("a side of %,d pixels".formatted(value));
        }
        return (int) value;
    }

    private static void checkKind(PhotoBytes file, TiffDirectory tags) throws PhotoRefusedException {
        long compression = tags.number(COMPRESSION).orElse(1);
        if (!COMPRESSIONS.contains(compression)) {
            throw file.unsupported("a TIFF with compression %d is not read".formatted(compression));
        }
        long photometric = tags.number(PHOTOMETRIC).orElse(1);
        if (!PHOTOMETRICS.contains(photometric)) {
            throw file.unsupported("a TIFF with colours of kind %d is not read".formatted(photometric));
        }
        for (long format : tags.numbers(SAMPLE_FORMAT, MOST_SAMPLES)) {
            if (format != 1) {
                throw file.unsupported("a TIFF with samples other than whole numbers is not read");
            }
        }
        for (long bits : tags.numbers(BITS_PER_SAMPLE, MOST_SAMPLES)) {
            if (bits > 16) {
                throw file.unsupported("a TIFF of %d bits a sample is not read".formatted(bits));
            }
        }
        long samples = tags.number(SAMPLES_PER_PIXEL).orElse(1);
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw file.unsupported("a TIFF of %,d samples a pixel is not read".formatted(samples));
        }
    }

    /// Every strip or tile must lie in the file, and be no larger than the picture.
    ///
    /// @param picture in which JPEGs are made to say what the TIFF says of their colours
    private static void checkParts(PhotoBytes file, TiffDirectory tags, int width, int height, byte[] picture)
            throws PhotoRefusedException {
        boolean tiled = tags.number(TILE_WIDTH).isPresent();
        long partWidth = tiled ? tags.number(TILE_WIDTH).orElse(0) : width;
        long partHeight = tiled
                ? tags.number(TILE_HEIGHT).orElse(0)
                : Math.min(height, tags.number(ROWS_PER_STRIP).orElse(height));
        // A tile may reach past the edge of a small picture, but not by far: its size is paid for in memory.
        if (partWidth < 1 || partHeight < 1 || partWidth > width + 1024L || partHeight > height + 1024L) {
            throw file.corrupt("it is cut in pieces of %,d × %,d pixels".formatted(partWidth, partHeight));
        }
        long planes = tags.number(PLANAR).orElse(1) == 2
                ? tags.number(SAMPLES_PER_PIXEL).orElse(1)
                : 1;
        long parts = planes * Math.ceilDiv(width, partWidth) * Math.ceilDiv(height, partHeight);
        if (parts > file.length()) {
            throw file.corrupt("it is cut in %,d pieces".formatted(parts));
        }
        long[] offsets = tags.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS, (int) parts);
        long[] sizes = tags.numbers(tiled ? TILE_BYTES : STRIP_BYTES, (int) parts);
        if (offsets.length < parts || sizes.length < parts) {
            throw file.corrupt("%,d of its %,d pieces are missing"
                    .formatted(parts - Math.min(offsets.length, sizes.length), parts));
        }
        boolean jpeg = tags.number(COMPRESSION).orElse(1) == JPEG;
        long work = 0;
        for (int i = 0; i < parts; i++) {
            file.need(offsets[i], sizes[i]);
            if (jpeg) {
                JpegFile part = JpegFile.read(new PhotoBytes(file.name(), file.slice(offsets[i], sizes[i])));
                if (!part.stream().ended()) {
                    throw file.truncated();
                }
                if (part.width() > partWidth || part.height() > partHeight) {
                    throw file.corrupt("a piece of %,d × %,d pixels holds one of %,d × %,d"
                            .formatted(partWidth, partHeight, part.width(), part.height()));
                }
                work += part.work();
                JpegFile.checkWork(file, work);
                nameColors(
                        picture,
                        (int) offsets[i],
                        part,
                        tags.number(PHOTOMETRIC).orElse(1));
            }
        }
    }

    /// Writes into a JPEG what the TIFF says of its colours: readers go by the JPEG's remarks and by the numbers of its
    /// components, which writers choose as they like.
    private static void nameColors(byte[] picture, int offset, JpegFile part, long photometric) {
        byte[] numbers = photometric == YCBCR ? YCBCR_NUMBERS : photometric == RGB ? RGB_NUMBERS : new byte[0];
        if (part.components() != numbers.length) {
            return;
        }
        for (JpegFrame.Mention mention : part.naming().numbers()) {
            picture[offset + mention.at()] = numbers[mention.component()];
        }
        for (int at : part.naming().remarks()) {
            picture[offset + at] = NOBODYS_REMARK;
        }
    }

    private static Optional<byte[]> profile(TiffDirectory tags) {
        try {
            return tags.bytes(ICC_PROFILE);
        } catch (PhotoRefusedException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> remark() {
        return PhotoFile.firstOf(pages, "pages");
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        var reader = new TIFFImageReaderSpi().createReaderInstance(null);
        return ImageIoReader.read(reader, picture, file);
    }
}
