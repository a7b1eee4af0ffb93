package beholden.server;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answer of the server.
public record Answer(int status, HttpHeaders headers, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The body, which is JSON.
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /// A field of the JSON by its path, such as `account.name`, as text.
    public String text(String path) {
        return json().at("/" + path.replace('.', '/')).asString();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The cookie of this name as it was set.
    public String setCookie(String name) {
        return headers.allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    /// This, if the status is as it should be.
    public Answer expect(int wanted) {
        if (status != wanted) throw new AssertionError("answered " + status + ", not " + wanted + ": " + text());
        return this;
    }
}
