package beholden.server.theft;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Requests that no browser sends, with secrets where a server that complains might repeat them: sent byte by byte
/// over a socket, since clients refuse to.
final class HostileRequests {
    private static final int PATIENCE = (int) Duration.ofSeconds(1).toMillis();

    private final int port;

    HostileRequests(int port) {
        this.port = port;
    }

    /// @param session of somebody who is signed in
    /// @return how many were sent
    int send(String name, String caseId, String session, String csrf) throws IOException {
        String cookies = "__Host-session=" + session + "; XSRF-TOKEN=" + csrf;
        String known = "Host: localhost\r\nCookie: " + cookies + "\r\nX-XSRF-TOKEN: " + csrf + "\r\n";
        String path = "/api/v1/cases/" + caseId;
        String words = name.replace(' ', '+');
        List<String> requests = List.of(
                // what Tomcat cannot parse, and quotes
                "GET " + path + "?of=" + name + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + "?of=" + words + "|\"<> HTTP/1.1\r\n" + known + "\r\n",
                "\u0016\u0003\u0001" + path + session + "\r\n\r\n",
                name + " " + path + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + " HTTP/9.9" + words + "\r\n" + known + "\r\n",
                "GET " + path + " HTTP/1.1\r\n" + known + name + ": " + session + "\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\n" + known + "X-A\u0000: " + name + "\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\n" + known + "X-A: " + name + "\u0001" + session + "\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nHost: " + words + "\r\n\r\n",
                "GET http://" + words + ".example" + path + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + " HTTP/1.1\r\n" + known + "X-A: " + (name + session).repeat(300) + "\r\n\r\n",
                "GET " + path + "/" + words.repeat(1000) + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + "; a=\"" + name
                        + "\u0001\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: =" + session + ";;\"" + name + "\r\n\r\n",
                "POST " + path + "/close HTTP/1.1\r\n" + known + "Content-Length: " + name + "\r\n\r\n",
                "POST " + path + "/close HTTP/1.1\r\n" + known + "Transfer-Encoding: " + words + "\r\n\r\n",
                "POST " + path + "/close HTTP/1.1\r\n" + known + "Transfer-Encoding: chunked\r\n\r\n" + name
                        + "\r\n\r\n",
                "POST " + path + "/close HTTP/1.1\r\n" + known
                        + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"reason\":\"" + name,
                "POST " + path + "/close HTTP/1.1\r\n" + known + "Expect: " + name + "\r\nContent-Length: 2\r\n\r\n{}",
                "GET " + path + " HTTP/1.1\r\n" + known
                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: " + words
                        + "\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + name + session,
                // what Tomcat or a filter decodes
                "GET " + path + ";jsessionid=" + session + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + "/../" + words + "//%2e%2e%2f%5c HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + "%00" + words + " HTTP/1.1\r\n" + known + "\r\n",
                "GET " + path + "?limit=%zz" + words + " HTTP/1.1\r\n" + known + "\r\n",
                "GET /api/v1/cases?limit=%zz" + words + "&cursor=%" + session + " HTTP/1.1\r\n" + known + "\r\n",
                "GET /api/v1/cases?limit=" + words + "&state=" + words + " HTTP/1.1\r\n" + known + "\r\n",
                "TRACE " + path + " HTTP/1.1\r\n" + known + "\r\n",
                form("POST", path + "/close", known, "reason=%zz" + words + "&%" + session + "=1"),
                form("PUT", path + "/close", known, "reason=%zz" + words + "&%" + session + "=1"),
                form("PATCH", path, known, "%" + words),
                form("DELETE", "/api/v1/session/" + caseId, known, "a=%zz" + words),
                multipart(path, known, "name=\"photo\"; filename=\"" + name + "\u0000.jpg\""),
                multipart(path, known, "filename=\"" + name + ".jpg\""),
                multipart(path, known, "name=\"photo\"; filename*=" + words + "''%zz" + words),
                multipart(path, known, "name=\"photo\"; filename=\"" + (name + ".jpg").repeat(2000) + "\""),
                typed(path + "/close", known, "text/" + name + "; charset=" + words, name),
                typed(path + "/close", known, "application/json; charset=" + words, name),
                typed(path + "/close", known, "multipart/form-data", name),
                typed(path + "/close", known + "Accept: " + name + ";;/\r\n", "application/json", "{}"),
                typed(path + "/close", known + "Accept-Language: " + name + "\r\n", "application/json", "[" + name),
                typed(path + "/close", known + "Accept: text/plain\r\n", "application/json", "{\"reason\":" + name),
                typed(
                        "/login/webauthn",
                        known,
                        "application/json",
                        "{\"id\":\"" + name + "\",\"rawId\":\"" + session + "\"}"),
                typed("/login/webauthn", known, "application/json", name),
                typed("/webauthn/register", known, "application/json", "{\"publicKey\":{\"label\":\"" + name + "\"}}"));
        for (String request : requests) send(request);
        return requests.size();
    }

    private static String form(String method, String path, String known, String body) {
        return method + " " + path + " HTTP/1.1\r\n" + known
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static String typed(String path, String known, String type, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + known + "Content-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static String multipart(String path, String known, String disposition) {
        return typed(
                path + "/probes",
                known,
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\nno photo\r\n--b-");
    }

    private void send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException | SocketException e) {
            // the server closed it, or waits for more; either is fine here
        }
    }

    /// Begins an upload of a form and never ends it; the caller hangs up.
    Socket beginUpload(String caseId, String session, String csrf, String fileName, byte[] photo) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        String head = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"" + fileName
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n";
        out.write(("POST /api/v1/cases/" + caseId + "/probes HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-session="
                        + session + "; XSRF-TOKEN=" + csrf + "\r\nX-XSRF-TOKEN: " + csrf
                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                        + (head.length() + photo.length + 9_000_000) + "\r\n\r\n" + head)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(photo);
        // what is not a photo any more, but in the same part
        for (int i = 0; i < 8; i++) out.write(new byte[1 << 20]);
        out.flush();
        return socket;
    }

    /// Begins uploads of every kind and breaks each off, by ending it early and by hanging up.
    void breakOff(String caseId, String session, String csrf) throws IOException {
        String known = "Host: localhost\r\nCookie: __Host-session=" + session + "; XSRF-TOKEN=" + csrf
                + "\r\nX-XSRF-TOKEN: " + csrf + "\r\nContent-Length: 900000\r\nContent-Type: ";
        String path = "/api/v1/cases/" + caseId;
        String part = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n";
        List<String> begun = List.of(
                "POST " + path + "/probes HTTP/1.1\r\n" + known + "image/jpeg\r\n\r\n",
                "POST " + path + "/probes HTTP/1.1\r\n" + known + "multipart/form-data; boundary=b\r\n\r\n" + part,
                "PUT " + path + "/document HTTP/1.1\r\nX-File-Name: a.pdf\r\n" + known + "application/pdf\r\n\r\n",
                "POST " + path + "/searches HTTP/1.1\r\n" + known + "application/json\r\n\r\n{\"face\":",
                "POST /login/webauthn HTTP/1.1\r\n" + known + "application/json\r\n\r\n{\"id\":");
        for (String request : begun) {
            byte[] bytes = (request + "x".repeat(70_000)).getBytes(StandardCharsets.ISO_8859_1);
            send(new String(bytes, StandardCharsets.ISO_8859_1));
            for (int length : new int[] {request.length(), bytes.length}) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream().write(bytes, 0, length);
                } catch (SocketException e) {
                    // the server was faster
                }
            }
        }
    }

    /// Asks for something large, and hangs up at once.
    void hangUp(String path, String session) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-session=" + session
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
