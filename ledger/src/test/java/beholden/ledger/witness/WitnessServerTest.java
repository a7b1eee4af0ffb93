package beholden.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.Keys;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server and real clients on this machine's loopback address.
final class WitnessServerTest {
    private static final NoteSigner LOG_KEY = Keys.log("example.com/log", 1);
    private static final GrowingLog LOG = new GrowingLog(LOG_KEY, "leaf");
    private static final GrowingLog FORK = new GrowingLog(LOG_KEY, "changed leaf");
    private static final NoteSigner CLASSICAL = Keys.witness("w1", 2);
    private static final NoteSigner QUANTUM_SAFE = Keys.quantumSafeWitness("w1", 3);

    @TempDir
    private Path folder;

    private WitnessState state;
    private WitnessServer server;
    private WitnessClient client;

    @BeforeEach
    void start() throws IOException {
        state = WitnessState.create(folder.resolve("state"));
        Witness witness = new Witness(List.of(CLASSICAL, QUANTUM_SAFE), List.of(LOG_KEY.verifier()), state);
        server = WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), _ -> {});
        client = client(CLASSICAL, QUANTUM_SAFE);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        state.close();
    }

    @Test
    void cosignatures_are_fetched_for_a_log_that_grows() throws Exception {
        for (long size : new long[] {0, 1, 5, 5, 300}) {
            List<NoteSignature> signatures = client.cosign(LOG.checkpoint(size), LOG);

            SignedNote cosigned = LOG.checkpoint(size).with(signatures);
            CheckpointPolicy policy = new CheckpointPolicy(
                    List.of(LOG_KEY.verifier()), List.of(CLASSICAL.verifier(), QUANTUM_SAFE.verifier()), 1);
            assertThat(policy.verified(cosigned).size()).isEqualTo(size);
        }
    }

    @Test
    void a_client_that_does_not_know_where_the_witness_stands_asks_again_from_there() throws Exception {
        client.cosign(LOG.checkpoint(7), LOG);

        try (WitnessClient newcomer = client(CLASSICAL)) {
            assertThat(newcomer.cosign(LOG.checkpoint(20), LOG)).hasSize(1);
        }
    }

    @Test
    void an_older_state_put_back_is_noticed() throws Exception {
        client.cosign(LOG.checkpoint(7), LOG);

        assertThatThrownBy(() -> client.cosign(LOG.checkpoint(5), LOG))
                .isInstanceOf(WitnessException.class)
                .hasMessageContaining("has cosigned 7 entries of this log before, and the checkpoint has only 5");
    }

    @Test
    void another_tree_of_the_same_size_is_noticed() throws Exception {
        client.cosign(LOG.checkpoint(7), LOG);

        assertThatThrownBy(() -> client.cosign(FORK.checkpoint(7), FORK))
                .isInstanceOf(WitnessException.class)
                .hasMessageContaining("another tree of 7 entries");
    }

    @Test
    void a_larger_tree_with_a_changed_history_is_refused() throws Exception {
        client.cosign(LOG.checkpoint(7), LOG);

        assertThatThrownBy(() -> client.cosign(FORK.checkpoint(9), FORK))
                .isInstanceOf(WitnessException.class)
                .hasMessageContaining("HTTP 422");
    }

    @Test
    void cosignatures_by_other_keys_than_the_witnesss_are_not_taken() {
        try (WitnessClient deceived = client(Keys.witness("w1", 99))) {
            assertThatThrownBy(() -> deceived.cosign(LOG.checkpoint(5), LOG))
                    .isInstanceOf(WitnessException.class)
                    .hasMessageContaining("none of its signatures is by the keys known for it");
        }
    }

    @Test
    void several_witnesses_are_asked_at_once_and_one_that_is_away_does_no_harm() throws Exception {
        try (WitnessClient away = new WitnessClient(
                URI.create("http://127.0.0.1:1/"), List.of(Keys.witness("w2", 8).verifier()))) {

            Cosigning cosigning = Cosigning.of(LOG.checkpoint(5), LOG, List.of(away, client));

            assertThat(cosigning.cosigned()).containsExactly("w1");
            assertThat(cosigning.refusals()).singleElement().asString().startsWith("w2 cannot be reached");
            assertThat(cosigning.checkpoint().signatures()).hasSize(3);
        }
    }

    @Test
    void of_many_requests_at_once_each_is_answered_and_the_largest_tree_is_kept() throws Exception {
        int requests = 24;
        List<Future<List<NoteSignature>>> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= requests; i++) {
                long size = i;
                answers.add(threads.submit(() -> {
                    try (WitnessClient own = client(CLASSICAL)) {
                        return own.cosign(LOG.checkpoint(size), LOG);
                    } catch (WitnessException overtaken) {
                        return List.of();
                    }
                }));
            }
        }

        long largest = 0;
        for (int i = 1; i <= requests; i++) if (!answers.get(i - 1).get().isEmpty()) largest = i;
        assertThat(largest).isPositive();
        assertThat(state.of("example.com/log").orElseThrow())
                .isEqualTo(new WitnessState.Tree(largest, LOG.root(largest)));
    }

    @Test
    void a_body_over_the_limit_is_refused() throws Exception {
        assertThat(post("/add-checkpoint", new byte[AddCheckpoint.MOST_BYTES + 1])
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void bytes_that_are_no_request_are_refused_with_a_reason() throws Exception {
        HttpResponse<String> response = post("/add-checkpoint", new byte[] {(byte) 0xff, 0, 1});

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("not UTF-8");
    }

    @Test
    void other_paths_and_methods_are_refused() throws Exception {
        assertThat(post("/", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(post("/add-checkpoint/x", new byte[0]).statusCode()).isEqualTo(404);
        HttpRequest get = HttpRequest.newBuilder(address("/add-checkpoint")).build();
        assertThat(send(get).statusCode()).isEqualTo(405);
    }

    @Test
    void a_conflict_answers_with_the_size_and_its_own_content_type() throws Exception {
        client.cosign(LOG.checkpoint(7), LOG);

        HttpResponse<String> response = post("/add-checkpoint", LOG.request(0, 9));

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        assertThat(response.body()).isEqualTo("7\n");
    }

    private WitnessClient client(NoteSigner... keys) {
        return new WitnessClient(
                address("/"), List.of(keys).stream().map(NoteSigner::verifier).toList());
    }

    private URI address(String path) {
        InetSocketAddress address = server.address();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path))
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
