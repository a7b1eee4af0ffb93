package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A JPEG file (ITU-T T.81, annex B), from its start marker to its end marker. What follows the end marker, as the
/// second pictures of stereo cameras do, is not looked at.
///
/// @param adobe  whether an Adobe program wrote it: those store ink upside down
record JpegFile(PhotoBytes file, int width, int height, Exif exif, Optional<byte[]> profile, int scans, boolean adobe)
        implements PhotoFile {

    /// Real progressive photos have about ten scans. A file of some kilobytes can ask for thousands, each a full
    /// pass.
    private static final int MOST_SCANS = 100;

    /// Pixels times passes: sixteen passes over the largest photo.
    static final long MOST_WORK = 1_000_000_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final String EXIF_NAME = "Exif\0\0";
    private static final String ICC_NAME = "ICC_PROFILE\0";

    static JpegFile read(PhotoBytes file) throws PhotoRefusedException {
        int width = 0;
        int height = 0;
        int scans = 0;
        boolean adobe = false;
        Exif exif = Exif.NONE;
        Map<Integer, byte[]> profile = new TreeMap<>();
        int at = 2;
        while (true) {
            at = nextMarker(file, at);
            int marker = file.u8(at);
            at++;
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (!hasLength(marker)) {
                continue;
            }
            int length = file.u16be(at);
            if (length < 2) {
                throw file.corrupt("a segment of %d bytes".formatted(length));
            }
            file.need(at, length);
            int body = at + 2;
            if (isFrame(marker)) {
                if (width != 0) {
                    throw file.corrupt("it starts a second picture inside the first");
                }
                if (file.u8(body) != 8) {
                    throw file.unsupported("a JPEG of %d bits a sample is not read".formatted(file.u8(body)));
                }
                height = file.u16be(body + 1);
                width = file.u16be(body + 3);
            } else if (marker == APP1 && exif.equals(Exif.NONE) && file.startsWith(body, EXIF_NAME)) {
                exif = Exif.of(file.slice(body, length - 2));
            } else if (marker == APP2 && length >= 16 && file.startsWith(body, ICC_NAME)) {
                profile.putIfAbsent(file.u8(body + 12), file.slice(body + 14, length - 16));
            } else if (marker == APP14 && file.startsWith(body, "Adobe")) {
                adobe = true;
            } else if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
                throw file.refused(
                        Reason.TOO_COSTLY, "it builds its picture in more than %d passes".formatted(MOST_SCANS));
            }
            at += length;
        }
        if (width == 0 || height == 0 || scans == 0) {
            throw file.corrupt("a JPEG without a picture");
        }
        return new JpegFile(file, width, height, exif, joined(profile), scans, adobe);
    }

    /// Offset of the next marker's code; between markers is the coded picture, or stray bytes.
    private static int nextMarker(PhotoBytes file, int from) throws PhotoRefusedException {
        byte[] bytes = file.array();
        for (int at = from; at < bytes.length - 1; at++) {
            if (bytes[at] == (byte) 0xff && isMarker(bytes[at + 1] & 0xff)) {
                return at + 1;
            }
        }
        throw file.truncated();
    }

    /// Within the coded picture 0xff is followed by zero when it is a value, and by D0 to D7 at restarts.
    private static boolean isMarker(int code) {
        return code != 0 && code != 0xff && !(code >= 0xd0 && code <= 0xd7);
    }

    private static boolean hasLength(int marker) {
        return marker != 0x01 && marker != 0xd8;
    }

    private static boolean isFrame(int marker) {
        // C4, C8 and CC define tables.
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Optional<byte[]> joined(Map<Integer, byte[]> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        return Optional.of(whole.toByteArray());
    }

    /// Pixels that are gone through, over all passes.
    long work() {
        return (long) width * height * scans;
    }

    static void checkWork(PhotoBytes file, long work) throws PhotoRefusedException {
        if (work > MOST_WORK) {
            throw file.refused(
                    Reason.TOO_COSTLY,
                    "it builds its picture in passes over %,d megapixels; the limit is %,d: save it again as an ordinary JPEG"
                            .formatted(work / 1_000_000, MOST_WORK / 1_000_000));
        }
    }

    @Override
    public void checkCost() throws PhotoRefusedException {
        checkWork(file, work());
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        Samples stored = TurboJpeg.decode(file, width, height);
        if (adobe && stored.channels() == Channels.CMYK) {
            byte[] ink = stored.values();
            for (int i = 0; i < ink.length; i++) {
                ink[i] = (byte) ~ink[i];
            }
        }
        return stored;
    }
}
