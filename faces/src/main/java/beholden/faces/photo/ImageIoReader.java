package beholden.faces.photo;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.EOFException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Runs a reader of Java's ImageIO over bytes in memory, and turns whatever goes wrong into a refusal.
final class ImageIoReader {
    private ImageIoReader() {}

    /// The JDK's own reader of a format, whatever other libraries have registered.
    static ImageReader ofJdk(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule().equals(ImageReader.class.getModule())) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no reader for " + format);
    }

    /// The samples of the first image in `bytes`.
    static Samples read(ImageReader reader, byte[] bytes, PhotoBytes file) throws PhotoRefusedException {
        try {
            reader.setInput(new ByteArrayImageInputStream(bytes), true, true);
            return ImageSamples.of(reader.read(0));
        } catch (Exception e) {
            throw refusal(e, file);
        } finally {
            reader.dispose();
        }
    }

    private static PhotoRefusedException refusal(Exception failure, PhotoBytes file) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return file.truncated();
            }
        }
        return file.corrupt(failure);
    }
}
