package beholden.faces.photo;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A PNG file (W3C PNG, third edition, §5 and §11). Of an animated one, the still picture.
///
/// @param animated whether it is an animation, too
/// @param picture  the PNG again, with only the chunks that make pixels
record PngFile(
        PhotoBytes file, int width, int height, Exif exif, Optional<byte[]> profile, boolean animated, byte[] picture)
        implements PhotoFile {

    private static final int SIGNATURE_BYTES = 8;

    /// The largest printing profiles have about 3 MB; a small chunk can inflate to gigabytes.
    private static final int MOST_PROFILE_BYTES = 8_000_000;

    static PngFile read(PhotoBytes file) throws PhotoRefusedException {
        var picture = new ByteArrayOutputStream(file.length());
        picture.writeBytes(file.slice(0, SIGNATURE_BYTES));
        Exif exif = Exif.NONE;
        Optional<byte[]> profile = Optional.empty();
        int at = SIGNATURE_BYTES;
        if (!file.fourCc(at + 4).equals("IHDR") || file.u32be(at) != 13) {
            throw file.corrupt("a PNG without its header");
        }
        int width = size(file, file.u32be(at + 8));
        int height = size(file, file.u32be(at + 12));
        boolean data = false;
        boolean animated = false;
        while (true) {
            long length = file.u32be(at);
            String type = file.fourCc(at + 4);
            file.need(at, length + 12);
            int body = at + 8;
            int end = (int) (body + length + 4);
            switch (type) {
                case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> {
                    checkSum(file, type, at + 4, (int) length);
                    picture.write(file.array(), at, end - at);
                    data |= type.equals("IDAT");
                }
                case "eXIf" -> exif = Exif.of(file.slice(body, length));
                case "iCCP" -> profile = profile(file.slice(body, length));
                case "fcTL" -> animated = true;
                default -> {}
            }
            if (type.equals("IEND")) {
                break;
            }
            at = end;
        }
        if (!data) {
            throw file.corrupt("a PNG without a picture");
        }
        return new PngFile(file, width, height, exif, profile, animated, picture.toByteArray());
    }

    private static int size(PhotoBytes file, long value) throws PhotoRefusedException {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw file.corrupt("a side of %,d pixels".formatted(value));
        }
        return (int) value;
    }

    private static void checkSum(PhotoBytes file, String type, int at, int length) throws PhotoRefusedException {
        var crc = new CRC32();
        crc.update(file.array(), at, length + 4);
        if (crc.getValue() != file.u32be(at + 4 + length)) {
            throw file.corrupt("the checksum of its " + type + " part is wrong");
        }
    }

    /// The profile inside an iCCP chunk; a damaged or monstrous one is none.
    private static Optional<byte[]> profile(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int from = name + 2;
        if (from >= chunk.length) {
            return Optional.empty();
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk, from, chunk.length - from);
            var whole = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                whole.write(part, 0, count);
                if ((count == 0 && inflater.needsInput())
                        || inflater.needsDictionary()
                        || whole.size() > MOST_PROFILE_BYTES) {
                    return Optional.empty();
                }
            }
            return Optional.of(whole.toByteArray());
        } catch (DataFormatException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> remark() {
        return animated ? Optional.of("only the still picture of its animation was read") : Optional.empty();
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        return ImageIoReader.read(ImageIoReader.ofJdk("png"), picture, file);
    }
}
