package beholden.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A machine that acts for an examiner in one case, with an API key.
///
/// @param key    its text
/// @param caseId of the case that it searches in
record Examiner(HttpClient http, String key, String caseId) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PAGE = "200";

    Answer upload(URI origin, byte[] photo) throws IOException {
        return send(request(origin, "/cases/" + caseId + "/probes")
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(photo)));
    }

    /// @param probe id of an uploaded photo
    /// @param face  number on it
    Answer search(URI origin, String probe, int face) throws IOException {
        byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("probe", probe, "face", face));
        return send(request(origin, "/cases/" + caseId + "/searches")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    Answer find(URI origin, String search) throws IOException {
        return send(request(origin, "/searches/" + search).GET());
    }

    /// The searched face, aligned on the eyes.
    ///
    /// @param size pixels a side
    Answer aligned(URI origin, String search, int size) throws IOException {
        return send(request(origin, "/searches/" + search + "/probe-aligned.jpg?size=" + size)
                .GET());
    }

    /// A ZIP file with a proof for each cell of the record.
    Answer proof(URI origin, String search) throws IOException {
        return send(request(origin, "/searches/" + search + "/proof").GET());
    }

    /// Ids of all searches of the case.
    List<String> searches(URI origin) throws IOException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = send(request(origin, "/cases/" + caseId + "/searches?limit=" + PAGE + cursor)
                            .GET())
                    .expect(200)
                    .json();
            page.get("items").forEach(search -> ids.add(search.get("id").asString()));
            JsonNode next = page.path("next");
            cursor = next.isString() ? "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8) : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private HttpRequest.Builder request(URI origin, String path) {
        return HttpRequest.newBuilder(origin.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "examiner";
    }
}
