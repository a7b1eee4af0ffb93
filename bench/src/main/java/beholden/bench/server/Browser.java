package beholden.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person at a browser: session cookie, CSRF token, passkey.
final class Browser {
    private static final String TOKEN = "XSRF-TOKEN";

    private final HttpClient http;
    private final URI origin;
    private final Passkey passkey;
    private final Map<String, String> cookies = new HashMap<>();

    Browser(HttpClient http, URI origin) {
        this(http, origin, new Passkey(origin));
    }

    private Browser(HttpClient http, URI origin, Passkey passkey) {
        this.http = http;
        this.origin = origin;
        this.passkey = passkey;
    }

    /// Another browser with the same passkey.
    Browser again() {
        return new Browser(http, origin, passkey);
    }

    /// Another browser with the same passkey, after the server has moved to another port.
    Browser at(URI moved) {
        passkey.moveTo(moved);
        return new Browser(http, moved, passkey);
    }

    /// Takes up an invitation, registers the passkey, and signs in.
    ///
    /// @param ticket with `link` and `code`
    Browser accept(JsonNode ticket) throws IOException {
        post(
                        "/api/v1/invitations/accept",
                        Map.of(
                                "token", ticket.get("link").asString().replaceFirst(".*#/invitation/", ""),
                                "code", ticket.get("code").asString()))
                .expect(204);
        JsonNode registration =
                post("/webauthn/register/options", Map.of()).expect(200).json();
        post("/webauthn/register", passkey.registration(registration)).expect(200);
        signIn().expect(200);
        return this;
    }

    Answer signIn() throws IOException {
        JsonNode options =
                post("/webauthn/authenticate/options", Map.of()).expect(200).json();
        return post("/login/webauthn", passkey.assertion(options));
    }

    /// The report of a search; asked for by several at once.
    Answer report(String search) throws IOException {
        return get("/api/v1/searches/" + search + "/report.pdf");
    }

    String account() throws IOException {
        return get("/api/v1/session").expect(200).json().at("/account/id").asString();
    }

    /// @param body is written as JSON
    /// @return the answer to a deed that makes something
    JsonNode make(String path, Object body) throws IOException {
        return post("/api/v1" + path, body).expect(201).json();
    }

    private Answer get(String path) throws IOException {
        return send(path, "GET", null);
    }

    private Answer post(String path, Object body) throws IOException {
        // signing in takes the token away
        if (!cookies.containsKey(TOKEN)) get("/api/v1/session");
        return send(path, "POST", JsonMapper.shared().writeValueAsBytes(body));
    }

    private Answer send(String path, String method, byte @Nullable [] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json");
        if (!cookies.isEmpty()) request.header("Cookie", cookieHeader());
        String token = cookies.get(TOKEN);
        if (token != null) request.header("X-" + TOKEN, token);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private synchronized void keep(String setCookie) {
        String pair = setCookie.replaceFirst(";.*", "");
        int equals = pair.indexOf('=');
        if (equals == pair.length() - 1 || setCookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }
}
