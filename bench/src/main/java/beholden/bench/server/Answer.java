package beholden.bench.server;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answer of the server to a request.
record Answer(HttpResponse<byte[]> response) {

    int status() {
        return response.statusCode();
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(response.body());
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /// When to come again; at once if it does not say.
    Duration retryAfter() {
        return Duration.ofSeconds(
                response.headers().firstValueAsLong("Retry-After").orElse(0));
    }

    /// This, if the status is as it should be.
    Answer expect(int wanted) throws WrongAnswerException {
        if (status() != wanted) {
            throw new WrongAnswerException("the server answered %s with %d, not %d: %s"
                    .formatted(response.request().uri().getPath(), status(), wanted, text()));
        }
        return this;
    }
}
