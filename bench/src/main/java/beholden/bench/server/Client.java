package beholden.bench.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Uploads photos and searches, one after the other, and remembers what it was shown.
///
/// For one thread; others may ask whether a search is under way.
final class Client {
    private static final int CREATED = 201;
    private static final int BUSY = 503;

    private final Examiner examiner;
    private final List<byte[]> photos;
    private final Map<String, JsonNode> shown = new LinkedHashMap<>();
    private int turn;
    private volatile boolean asking;

    /// @param photos at least one
    /// @param first  which of them it begins with
    Client(Examiner examiner, List<byte[]> photos, int first) {
        this.examiner = examiner;
        this.photos = List.copyOf(photos);
        this.turn = first;
    }

    /// Outcome of one attempt to search.
    sealed interface Attempt {}

    /// @param comeAgain after how long, says the server
    record Refused(Duration comeAgain) implements Attempt {}

    /// @param uploadMillis from the photo's first byte until its faces are known
    /// @param searchMillis from the choice of a face until its candidates are there
    record Timed(double uploadMillis, double searchMillis) implements Attempt {
        double millis() {
            return uploadMillis + searchMillis;
        }
    }

    /// Searches for a face of the next photo.
    ///
    /// @throws IOException if the server has gone, or did not do what it should
    Attempt search(URI origin) throws IOException {
        long start = System.nanoTime();
        Answer uploaded = examiner.upload(origin, photos.get(turn % photos.size()));
        if (uploaded.status() == BUSY) return new Refused(uploaded.retryAfter());
        JsonNode probe = uploaded.expect(CREATED).json();
        long known = System.nanoTime();
        int face = 1 + turn % probe.get("faces").size();
        turn++;
        asking = true;
        JsonNode search = examiner.search(origin, probe.get("id").asString(), face)
                .expect(CREATED)
                .json();
        long end = System.nanoTime();
        asking = false;
        shown.put(search.get("id").asString(), search);
        return new Timed((known - start) / 1e6, (end - known) / 1e6);
    }

    Examiner examiner() {
        return examiner;
    }

    /// The searches that were answered, by their ids.
    Map<String, JsonNode> shown() {
        return shown;
    }

    /// Whether a search was asked for that no answer has come to: under way, or cut off if [#search] threw.
    boolean isAsking() {
        return asking;
    }

    /// Takes up searches that were recorded though their answers were cut off.
    void learn(Map<String, JsonNode> more) {
        shown.putAll(more);
        asking = false;
    }
}
