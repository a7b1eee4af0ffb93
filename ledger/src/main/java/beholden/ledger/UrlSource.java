package beholden.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a ledger's files over HTTP.
final class UrlSource implements TileSource {
    private static final int TRIES = 3;
    private static final int READERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    UrlSource(URI prefix) {
        String scheme = prefix.getScheme();
        boolean web = scheme != null && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
        if (!web || prefix.getHost() == null || prefix.getQuery() != null || prefix.getFragment() != null) {
            throw new IllegalArgumentException(prefix + ": not the http(s) URL of a ledger");
        }
        this.prefix = prefix.toString().replaceAll("/+$", "") + "/";
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(PATIENCE)
                .header("Accept-Encoding", "identity")
                .build();
        IOException last = new IOException(prefix + path + ": not tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                if (attempt > 0) {
                    Thread.sleep(PAUSE.multipliedBy(attempt));
                }
                HttpResponse<InputStream> answer = client.send(request, info -> BodySubscribers.ofInputStream());
                try (InputStream body = answer.body()) {
                    switch (answer.statusCode()) {
                        case 200 -> {
                            return Optional.of(body.readNBytes(limit + 1));
                        }
                        case 404, 410 -> {
                            return Optional.empty();
                        }
                        default ->
                            last = new IOException(prefix + path + ": the server answers " + answer.statusCode());
                    }
                }
            } catch (IOException e) {
                last = new IOException(prefix + path + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(prefix + path + ": interrupted", e);
            }
        }
        throw last;
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public List<String> listing() {
        return List.of();
    }
}
