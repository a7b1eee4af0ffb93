package beholden.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser with cookies, which sends the CSRF token as the web application does, and a passkey in its pocket.
///
/// Paths are below `/api/v1` unless they begin with `//`: `//webauthn/register` is `/webauthn/register`.
public final class Browser {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI origin;
    private final VirtualPasskeys passkeys;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();

    public Browser(URI origin) {
        this(origin, new VirtualPasskeys(origin));
    }

    /// Another browser, with passkeys that another one made.
    public Browser(URI origin, VirtualPasskeys passkeys) {
        this.origin = origin;
        this.passkeys = passkeys;
    }

    public VirtualPasskeys passkeys() {
        return passkeys;
    }

    /// A cookie's value; null if it is not set.
    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    public void cookie(String name, String value) {
        cookies.put(name, value);
    }

    /// A header that goes with every request from now on.
    public Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), null);
    }

    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody(), null);
    }

    /// @param body is written as JSON
    public Answer post(String path, Object body) {
        return send("POST", path, json(body), "application/json");
    }

    /// @param body is written as JSON
    public Answer put(String path, Object body) {
        return send("PUT", path, json(body), "application/json");
    }

    /// Any method with any body.
    public Answer raw(String method, String path, String contentType, byte[] body) {
        return send(method, path, BodyPublishers.ofByteArray(body), contentType);
    }

    /// Any method without a body.
    public Answer bare(String method, String path) {
        return send(method, path, BodyPublishers.noBody(), null);
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body));
    }

    private Answer send(String method, String path, BodyPublisher body, @Nullable String contentType) {
        if (!cookies.containsKey("XSRF-TOKEN") && !method.equals("GET")) get("/session");
        URI uri = origin.resolve(path.startsWith("//") ? path.substring(1) : "/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
        if (contentType != null) request.header("Content-Type", contentType);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        String token = cookies.get("XSRF-TOKEN");
        if (token != null && !headers.containsKey("X-XSRF-TOKEN")) request.header("X-XSRF-TOKEN", token);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.replaceFirst(";.*", "");
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        if (value.isEmpty() || setCookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), value);
        }
    }

    /// Takes up an invitation, registers a passkey, and signs in.
    ///
    /// @param ticket the answer with `link` and `code`
    public Browser accept(JsonNode ticket) {
        post(
                        "/invitations/accept",
                        Map.of(
                                "token",
                                tokenOf(ticket.get("link").asString()),
                                "code",
                                ticket.get("code").asString()))
                .expect(204);
        register().expect(200);
        signIn().expect(200);
        return this;
    }

    public static String tokenOf(String link) {
        return link.replaceFirst(".*#/invitation/", "");
    }

    /// Registers a passkey, as somebody who is allowed to.
    public Answer register() {
        Answer options = post("//webauthn/register/options");
        if (options.status() != 200) return options;
        return post("//webauthn/register", passkeys.create(options.json(), "Test passkey"));
    }

    /// Signs in with the passkey, or touches it again.
    public Answer signIn() {
        Answer options = post("//webauthn/authenticate/options").expect(200);
        return post("//login/webauthn", passkeys.assertion(options.json()));
    }

    public void signOut() {
        delete("/session").expect(204);
    }
}
