package beholden.server.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A form of files, as a browser sends it.
public final class Form {
    private static final String BOUNDARY = "----beholden-test-form";
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Form file(String field, String name, byte[] content) {
        return part(
                "; name=\"" + field + "\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream",
                content);
    }

    public Form text(String field, String value) {
        return part("; name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    private Form part(String head, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data" + head + "\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Without the end: what comes after it may have been lost.
    public byte[] cut() {
        return bytes.toByteArray();
    }

    public byte[] end() {
        write("--" + BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }
}
