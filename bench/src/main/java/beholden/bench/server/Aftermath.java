package beholden.bench.server;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// State in which clients find their searches when a killed server is back.
///
/// @param known    searches that the clients know of, from their answers or from an earlier look
/// @param lost     of those: not there any more
/// @param changed  of those: there with other candidates
/// @param twice    that are there more than once
/// @param half     that are there without all that a search has
/// @param unasked  more than were asked for
/// @param cutOff   whose answer was cut off, and that are there as a whole
record Aftermath(int known, int lost, int changed, int twice, int half, int unasked, int cutOff) {
    /// Searches looked at of each client, newest first: the kill came near to those.
    private static final int PROVED = 3;

    static Aftermath none() {
        return new Aftermath(0, 0, 0, 0, 0, 0, 0);
    }

    Aftermath plus(Aftermath other) {
        return new Aftermath(
                known + other.known,
                lost + other.lost,
                changed + other.changed,
                twice + other.twice,
                half + other.half,
                unasked + other.unasked,
                cutOff + other.cutOff);
    }

    /// Asks for every search of every client.
    ///
    /// @param faces how many every search compared
    /// @param limit how many candidates each has
    static Aftermath inspect(URI origin, List<Client> clients, long faces, int limit) throws IOException {
        Aftermath sum = none();
        for (Client client : clients) sum = sum.plus(inspect(origin, client, faces, limit));
        return sum;
    }

    private static Aftermath inspect(URI origin, Client client, long faces, int limit) throws IOException {
        Examiner examiner = client.examiner();
        List<String> there = examiner.searches(origin);
        Set<String> distinct = new HashSet<>(there);
        Set<String> missing = new HashSet<>(client.shown().keySet());
        missing.removeAll(distinct);
        int changed = 0;
        int half = 0;
        Map<String, JsonNode> cutOff = new HashMap<>();
        // newest first
        for (int i = 0; i < there.size(); i++) {
            String id = there.get(i);
            Answer answer = examiner.find(origin, id);
            if (answer.status() != 200 || !isWhole(answer.json(), faces, limit)) {
                half++;
                continue;
            }
            if (i < PROVED && examiner.proof(origin, id).status() != 200) half++;
            JsonNode before = client.shown().get(id);
            if (before == null) {
                cutOff.put(id, answer.json());
            } else if (!before.get("candidates").equals(answer.json().get("candidates"))) {
                changed++;
            }
        }
        int mayBe = client.isAsking() ? 1 : 0;
        int known = client.shown().size();
        client.learn(cutOff);
        return new Aftermath(
                known,
                missing.size(),
                changed,
                there.size() - distinct.size(),
                half,
                Math.max(0, cutOff.size() - mayBe),
                Math.min(cutOff.size(), mayBe));
    }

    private static boolean isWhole(JsonNode search, long faces, int limit) {
        return search.path("state").asString().equals("CANDIDATES")
                && search.path("compared").asLong() == faces
                && search.path("gallery").path("faces").asLong() == faces
                && search.path("candidates").size() == limit;
    }
}
