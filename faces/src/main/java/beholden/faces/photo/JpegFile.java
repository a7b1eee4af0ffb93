package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A JPEG file (ITU-T T.81, annex B): its first picture. What follows it, as the second pictures of stereo cameras and
/// the movies of phones do, is not looked at.
///
/// What is only written wrongly does no harm, as long as every pixel is there: no end marker, or a camera's trailer in
/// its place; comments whose length is too short; stray bytes before a marker.
///
/// @param adobe  whether an Adobe program wrote it: those store ink upside down
/// @param stream the parts that make pixels
/// @param naming what in the file decides how its colours are taken
record JpegFile(
        PhotoBytes file,
        int width,
        int height,
        Exif exif,
        Optional<byte[]> profile,
        int scans,
        boolean adobe,
        JpegStream stream,
        Naming naming)
        implements PhotoFile {

    /// Real progressive photos have about ten scans. A file of some kilobytes can ask for thousands, each a full
    /// pass.
    private static final int MOST_SCANS = 100;

    /// Pixels times passes: eleven passes over the largest progressive photo.
    static final long MOST_WORK = 1_500_000_000;

    /// Remarks on colours in real files are two at most.
    private static final int MOST_REMARKS = 100;

    private static final int END_OF_FILE = -1;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int LINES = 0xdc;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final String EXIF_NAME = "Exif\0\0";
    private static final String ICC_NAME = "ICC_PROFILE\0";

    /// What decides how colours are taken where nothing else says it.
    ///
    /// @param numbers places of the components' numbers
    /// @param remarks offsets of the codes of markers that say it, JFIF's and Adobe's
    record Naming(List<JpegFrame.Mention> numbers, List<Integer> remarks) {}

    static JpegFile read(PhotoBytes file) throws PhotoRefusedException {
        return new Reading(file).whole();
    }

    /// A file that is being read, segment by segment.
    private static final class Reading {
        private final PhotoBytes file;
        private final JpegStream.Builder body;
        private final Map<Integer, byte[]> profile = new TreeMap<>();
        private Exif exif = Exif.NONE;
        private boolean jfif;
        private boolean adobe;
        private int adobeTransform = -1;
        private final List<Integer> remarks = new ArrayList<>();
        private int scans;
        private @Nullable JpegFrame frame;

        Reading(PhotoBytes file) {
            this.file = file;
            this.body = new JpegStream.Builder(file);
        }

        JpegFile whole() throws PhotoRefusedException {
            boolean ended = readToEnd();
            if (frame == null || frame.width == 0 || frame.height == 0 || scans == 0) {
                throw file.corrupt("a JPEG without a picture");
            }
            return new JpegFile(
                    file,
                    frame.width,
                    frame.height,
                    exif,
                    joined(profile),
                    scans,
                    adobe,
                    body.build(head(), ended),
                    new Naming(frame.mentions(), List.copyOf(remarks)));
        }

        /// @return whether the picture ends with an end marker
        private boolean readToEnd() throws PhotoRefusedException {
            boolean inData = false;
            int at = 2;
            while (true) {
                int next = nextMarker(file, at);
                if (inData) {
                    body.addData(at, next < 0 ? file.length() : next - 1);
                }
                int marker = next < 0 ? END_OF_FILE : file.u8(next);
                if (marker == END_OF_IMAGE) {
                    return true;
                }
                JpegFrame picture = inData ? frame : null;
                if (picture != null && picture.complete() && !picture.arithmetic()) {
                    return false;
                }
                if (marker == END_OF_FILE) {
                    throw file.truncated();
                }
                inData = marker == START_OF_SCAN;
                at = segment(marker, next + 1);
            }
        }

        /// @param at offset behind the marker
        /// @return offset of what follows the segment
        private int segment(int marker, int at) throws PhotoRefusedException {
            if (marker == START_OF_IMAGE) {
                throw file.corrupt("it starts a second picture inside the first");
            }
            if (!hasLength(marker)) {
                return at;
            }
            int length = file.u16be(at);
            boolean remark = marker >= APP0 && marker <= APP15 || marker == COMMENT;
            if (length < 2) {
                if (remark) {
                    return at + 2;
                }
                throw file.corrupt("a segment of %d bytes".formatted(length));
            }
            file.need(at, length);
            if (remark) {
                remark(marker, at + 2, length - 2);
            } else if (marker == START_OF_SCAN) {
                scan(at, length);
            } else if (marker != LINES) {
                if (isFrame(marker)) {
                    if (frame != null) {
                        throw file.corrupt("it starts a second picture inside the first");
                    }
                    frame = new JpegFrame(file, marker, at + 2, length - 2);
                }
                body.add(at - 2, length + 2);
            }
            return at + length;
        }

        private void remark(int marker, int at, int length) throws PhotoRefusedException {
            if (marker == APP0 && scans == 0 && length >= 14 && file.startsWith(at, "JFIF\0")) {
                jfif = true;
                name(at - 3);
            } else if (marker == APP1 && exif.equals(Exif.NONE) && file.startsWith(at, EXIF_NAME)) {
                exif = Exif.of(file.slice(at, length));
            } else if (marker == APP2 && length >= 14 && file.startsWith(at, ICC_NAME)) {
                profile.putIfAbsent(file.u8(at + 12), file.slice(at + 14, length - 14));
            } else if (marker == APP14 && file.startsWith(at, "Adobe")) {
                adobe = true;
                if (scans == 0 && length >= 12) {
                    name(at - 3);
                    adobeTransform = file.u8(at + 11);
                }
            }
        }

        private void name(int marker) {
            if (remarks.size() < MOST_REMARKS) {
                remarks.add(marker);
            }
        }

        private void scan(int at, int length) throws PhotoRefusedException {
            if (frame == null) {
                throw file.corrupt("a JPEG without a picture");
            }
            if (++scans > MOST_SCANS) {
                throw file.refused(
                        Reason.TOO_COSTLY, "it builds its picture in more than %d passes".formatted(MOST_SCANS));
            }
            frame.pass(file, at + 2, length - 2);
            if (frame.sequential()) {
                // Some cameras give parameters that mean nothing here.
                byte[] header = file.slice(at - 2, length + 2);
                header[header.length - 3] = 0;
                header[header.length - 2] = 63;
                header[header.length - 1] = 0;
                body.add(header);
            } else {
                body.add(at - 2, length + 2);
            }
        }

        /// Start marker and the two remarks that say how colours are stored, with the values that decoders know.
        private byte[] head() {
            var head = new ByteArrayOutputStream();
            head.writeBytes(new byte[] {(byte) 0xff, (byte) START_OF_IMAGE});
            if (jfif) {
                head.writeBytes(
                        new byte[] {(byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
            }
            if (adobeTransform >= 0) {
                int unknown = frame != null && frame.components() == 4 ? 2 : 1;
                int transform = adobeTransform <= 2 ? adobeTransform : unknown;
                head.writeBytes(new byte[] {
                    (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
                });
            }
            return head.toByteArray();
        }
    }

    /// Offset of the next marker's code, -1 if there is none; between markers is the coded picture, or stray bytes.
    private static int nextMarker(PhotoBytes file, int from) {
        byte[] bytes = file.array();
        for (int at = from; at < bytes.length - 1; at++) {
            if (bytes[at] == (byte) 0xff && isMarker(bytes[at + 1] & 0xff)) {
                return at + 1;
            }
        }
        return -1;
    }

    /// Within the coded picture 0xff is followed by zero when it is a value, and by D0 to D7 at restarts.
    private static boolean isMarker(int code) {
        return code != 0 && code != 0xff && !(code >= 0xd0 && code <= 0xd7);
    }

    private static boolean hasLength(int marker) {
        return marker != 0x01;
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

    int components() {
        return (int) naming.numbers().stream()
                .mapToInt(JpegFrame.Mention::component)
                .distinct()
                .count();
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

    /// Coefficients of several passes are kept: two bytes for each of three samples a pixel.
    @Override
    public long extraBytes() {
        return scans == 1 ? 0 : 6L * width * height;
    }

    @Override
    public int mostTimesHeld() {
        return scans == 1 ? Integer.MAX_VALUE : PhotoLimits.PROGRESSIVE;
    }

    @Override
    public Samples samples() throws PhotoRefusedException {
        return samples(0);
    }

    @Override
    public Samples samples(int halvings) throws PhotoRefusedException {
        var size = new TurboJpeg.Size(width, height, halvings);
        Samples stored = new StrayBytes(this, size).without(stream, TurboJpeg.decode(file, stream, size));
        if (adobe && stored.channels() == Channels.CMYK) {
            byte[] ink = stored.values();
            for (int i = 0; i < ink.length; i++) {
                ink[i] = (byte) ~ink[i];
            }
        }
        return stored;
    }
}
