package beholden.server.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A report as one JSON object: `report`, `record`, `proof`, in this order.
final class JsonFile {
    private static final byte[] REPORT = "{\"report\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECORD = ",\n\"record\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROOF = ",\n\"proof\":".getBytes(StandardCharsets.US_ASCII);

    private JsonFile() {}

    /// The file with spaces in the place of its proof.
    static byte[] blank(Content content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(REPORT);
        file.writeBytes(content.report());
        file.writeBytes(RECORD);
        file.writeBytes(content.record());
        file.writeBytes(PROOF);
        file.writeBytes(ProofPlace.blank());
        file.writeBytes("}\n".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    /// @param blank the file with spaces in the place of its proof
    /// @throws ReportException if it is none, or has anything beside the three parts
    static Content read(byte[] blank) throws ReportException {
        Content content = content(blank);
        if (!Arrays.equals(blank(content), blank)) throw new ReportException("this JSON is no report: more is in it");
        return content;
    }

    private static Content content(byte[] blank) throws ReportException {
        try (JsonParser in = ReportJson.MAPPER.createParser(blank)) {
            if (in.nextToken() != JsonToken.START_OBJECT) throw new ReportException("this JSON is no report");
            return new Content(value(in, "report", blank), value(in, "record", blank));
        } catch (JacksonException e) {
            throw new ReportException("this JSON cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] value(JsonParser in, String name, byte[] file) throws ReportException {
        if (!name.equals(in.nextName()) || in.nextToken() != JsonToken.START_OBJECT) {
            throw new ReportException("this JSON is no report: there is no \"" + name + "\" where it should be");
        }
        int from = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        in.skipChildren();
        return Arrays.copyOfRange(
                file, from, Math.toIntExact(in.currentLocation().getByteOffset()));
    }
}
