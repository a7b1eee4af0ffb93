package beholden.faces.photo;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;

/// A GIF file (GIF89a specification, §17 to §27): its first frame on white. Frames that follow are counted and no
/// more.
///
/// @param frameWidth   pixels of the first frame
/// @param frameHeight  pixels of the first frame
/// @param frameEnd     offset in the file at which the first frame ends
/// @param canvas       picture that the frame is laid on
/// @param frames       pictures in the file
record GifFile(PhotoBytes file, int frameWidth, int frameHeight, int frameEnd, Canvas canvas, int frames)
        implements PhotoFile {
    private static final int HEADER_BYTES = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    static GifFile read(PhotoBytes file) throws PhotoRefusedException {
        int at = HEADER_BYTES + paletteBytes(file.u8(10));
        while (file.u8(at) == EXTENSION) {
            at = skipBlocks(file, at + 2);
        }
        if (file.u8(at) != IMAGE) {
            throw file.corrupt("a GIF without a picture");
        }
        int left = file.u16le(at + 1);
        int top = file.u16le(at + 3);
        int width = file.u16le(at + 5);
        int height = file.u16le(at + 7);
        if (width == 0 || height == 0) {
            throw file.corrupt("a picture of %d × %d pixels".formatted(width, height));
        }
        // The whole grows to hold its first frame, as in browsers.
        var canvas =
                new Canvas(Math.max(file.u16le(6), left + width), Math.max(file.u16le(8), top + height), left, top);
        int data = at + 10 + paletteBytes(file.u8(at + 9));
        int end = skipBlocks(file, data + 1);
        return new GifFile(file, width, height, end, canvas, 1 + framesFrom(file, end));
    }

    /// Frames from `from` on; of a file that is damaged there, those before the damage.
    private static int framesFrom(PhotoBytes file, int from) {
        int frames = 0;
        try {
            int at = from;
            while (true) {
                switch (file.u8(at)) {
                    case EXTENSION -> at = skipBlocks(file, at + 2);
                    case IMAGE -> {
                        at = skipBlocks(file, at + 11 + paletteBytes(file.u8(at + 9)));
                        frames++;
                    }
                    default -> {
                        return frames;
                    }
                }
            }
        } catch (PhotoRefusedException damaged) {
            return frames;
        }
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int skipBlocks(PhotoBytes file, int from) throws PhotoRefusedException {
        int at = from;
        for (int length = file.u8(at); length != 0; length = file.u8(at)) {
            at += 1 + length;
        }
        return at + 1;
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
    public Exif exif() {
        return Exif.NONE;
    }

    @Override
    public Optional<byte[]> profile() {
        return Optional.empty();
    }

    @Override
    public Optional<String> remark() {
        return PhotoFile.firstOf(frames, "pictures");
    }

    @Override
    public void checkCost() throws PhotoRefusedException {
        canvas.requireFilled(frameWidth, frameHeight, file);
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        byte[] still = Arrays.copyOf(file.array(), frameEnd + 1);
        still[frameEnd] = TRAILER;
        var reader = ImageIoReader.ofJdk("gif");
        var rows = new RowCount();
        reader.addIIOReadUpdateListener(rows);
        Samples frame = ImageIoReader.read(reader, still, file);
        // The reader takes an early end of the coded pixels for the end of the picture.
        if (rows.count < frame.height()) {
            throw file.truncated();
        }
        return canvas.around(frame);
    }

    private static final class RowCount implements IIOReadUpdateListener {
        private int count;

        @Override
        public void imageUpdate(
                ImageReader source,
                BufferedImage image,
                int left,
                int top,
                int width,
                int height,
                int periodX,
                int periodY,
                int[] bands) {
            count += height;
        }

        @Override
        public void passStarted(
                ImageReader source,
                BufferedImage image,
                int pass,
                int firstPass,
                int lastPass,
                int left,
                int top,
                int periodX,
                int periodY,
                int[] bands) {}

        @Override
        public void passComplete(ImageReader source, BufferedImage image) {}

        @Override
        public void thumbnailPassStarted(
                ImageReader source,
                BufferedImage thumbnail,
                int pass,
                int firstPass,
                int lastPass,
                int left,
                int top,
                int periodX,
                int periodY,
                int[] bands) {}

        @Override
        public void thumbnailUpdate(
                ImageReader source,
                BufferedImage thumbnail,
                int left,
                int top,
                int width,
                int height,
                int periodX,
                int periodY,
                int[] bands) {}

        @Override
        public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
    }
}
