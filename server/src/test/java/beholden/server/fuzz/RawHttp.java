package beholden.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Sends bytes as they are: a client's library would put right what is to be wrong.
final class RawHttp {
    private static final int PATIENCE = 60_000;

    private RawHttp() {}

    /// @param target  what stands in the request line, rightly encoded or not
    /// @param headers whole lines
    record Request(String method, String target, List<String> headers, byte[] body) {
        byte[] bytes(URI origin) {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost:"
                    + origin.getPort() + "\r\nConnection: close\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            String text = new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8);
            return "%s %s %s%n%s (%,d bytes)".formatted(method, target, headers, text, body.length);
        }
    }

    /// @param type Content-Type, lower case; empty if there is none
    record Response(int status, String type, String text) {}

    /// @return status 0 if the server hung up without a word
    static Response send(URI origin, Request request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", origin.getPort())) {
            socket.setSoTimeout(PATIENCE);
            try {
                socket.getOutputStream().write(request.bytes(origin));
                socket.getOutputStream().flush();
            } catch (SocketException _) {
                // it did not want to read all of it; what it said can be read all the same
            }
            return read(socket.getInputStream());
        }
    }

    private static Response read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) all.write(some, 0, count);
        } catch (SocketException _) {
            // hung up
        }
        String text = all.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) return new Response(0, "", text);
        String type = text.substring(0, end)
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-type:"))
                .map(line -> line.substring("content-type:".length()).strip())
                .findFirst()
                .orElse("");
        return new Response(Integer.parseInt(text.substring(9, 12)), type, text.substring(end + 4));
    }
}
