package beholden.server.search;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Candidates as bytes: twenty of them take less than a kilobyte, where the gallery's ids alone are two.
///
/// ```
/// sources   1 byte: how many; then of each 2 bytes length, UTF-8
/// of each candidate, best first:
///   score   4 bytes, float
///   source  1 byte: which of the sources; 255: the id is not of the usual form
///   photo   32 bytes, SHA-256              (source < 255)
///   number  2 bytes, of the face in it     (source < 255)
///   id      2 bytes length, UTF-8          (source = 255)
/// ```
/// The usual form is `SHA-256@source#number`. Numbers are big-endian.
final class PackedCandidates {
    private static final Pattern USUAL = Pattern.compile("([0-9a-f]{64})@(.{1,200})#([1-9][0-9]{0,3})");
    private static final int UNUSUAL = 255;

    private PackedCandidates() {}

    static byte[] pack(List<beholden.gallery.Candidate> candidates) {
        List<Candidate> ranked = new ArrayList<>();
        for (beholden.gallery.Candidate of : candidates) {
            ranked.add(new Candidate(ranked.size() + 1, of.face().faceId(), of.score()));
        }
        return packed(ranked);
    }

    private static byte[] packed(List<Candidate> candidates) {
        List<String> sources = new ArrayList<>();
        ByteArrayOutputStream faces = new ByteArrayOutputStream();
        for (Candidate candidate : candidates) {
            faces.writeBytes(ByteBuffer.allocate(4).putFloat(candidate.score()).array());
            String id = candidate.faceId();
            Matcher usual = USUAL.matcher(id);
            if (usual.matches() && (sources.contains(usual.group(2)) || sources.size() < UNUSUAL - 1)) {
                if (!sources.contains(usual.group(2))) sources.add(usual.group(2));
                faces.write(sources.indexOf(usual.group(2)));
                faces.writeBytes(HexFormat.of().parseHex(usual.group(1)));
                faces.writeBytes(ByteBuffer.allocate(2)
                        .putShort((short) Integer.parseInt(usual.group(3)))
                        .array());
            } else {
                faces.write(UNUSUAL);
                write(faces, id);
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(sources.size());
        sources.forEach(source -> write(packed, source));
        packed.writeBytes(faces.toByteArray());
        return packed.toByteArray();
    }

    /// @throws IllegalArgumentException if it is not as [#pack] packs it, so that one list has one form
    static List<Candidate> unpack(byte[] packed) {
        try {
            List<Candidate> candidates = candidates(ByteBuffer.wrap(packed));
            if (Arrays.equals(packed(candidates), packed)) return candidates;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("packed candidates that are cut off", e);
        }
        throw new IllegalArgumentException("candidates that are packed in another way");
    }

    private static List<Candidate> candidates(ByteBuffer in) {
        List<String> sources = new ArrayList<>();
        for (int left = Byte.toUnsignedInt(in.get()); left > 0; left--) sources.add(read(in));
        List<Candidate> candidates = new ArrayList<>();
        while (in.hasRemaining()) {
            float score = in.getFloat();
            int source = Byte.toUnsignedInt(in.get());
            candidates.add(new Candidate(
                    candidates.size() + 1, source == UNUSUAL ? read(in) : usual(in, sources.get(source)), score));
        }
        return candidates;
    }

    private static String usual(ByteBuffer in, String source) {
        byte[] photo = new byte[32];
        in.get(photo);
        return HexFormat.of().formatHex(photo) + "@" + source + "#" + in.getShort();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String read(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
