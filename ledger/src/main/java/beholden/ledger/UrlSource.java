package beholden.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads a ledger's files over HTTP.
final class UrlSource implements TileSource {
    private static final int TRIES = 3;
    private static final int READERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Time for a whole answer: the largest bundle in it needs half a megabyte a second, a Beholden ledger's 300
    /// bytes.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param patience for a whole answer, so that a server that stops in the middle of one is given up
    UrlSource(URI prefix, Duration patience) {
        String scheme = prefix.getScheme();
        boolean web = scheme != null && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
        if (!web || prefix.getHost() == null || prefix.getQuery() != null || prefix.getFragment() != null) {
            throw new IllegalArgumentException(prefix + ": not the http(s) URL of a ledger");
        }
        this.patience = patience;
        this.prefix = prefix.toString().replaceAll("/+$", "") + "/";
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(prefix + path))
                .header("Accept-Encoding", "identity")
                .build();
        IOException last = new IOException(prefix + path + ": not tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                if (attempt > 0) {
                    Thread.sleep(PAUSE.multipliedBy(attempt));
                }
                HttpResponse<byte[]> answer = answer(request, limit);
                switch (answer.statusCode()) {
                    case 200 -> {
                        return Optional.of(answer.body());
                    }
                    case 404, 410 -> {
                        return Optional.empty();
                    }
                    default -> last = new IOException(prefix + path + ": the server answers " + answer.statusCode());
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

    private HttpResponse<byte[]> answer(HttpRequest request, int limit) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new FirstBytes(limit + 1));
        try {
            // The client's own time limit would end with the headers.
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), e);
        } finally {
            answer.cancel(true);
        }
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
