package beholden.ledger.witness;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.CanonicalText;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks one witness for its cosignatures (C2SP tlog-witness). Safe for use by many threads.
public final class WitnessClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long SECONDS = 15;
    private static final int TRIES = 4;
    private static final int CONFLICT = 409;
    private static final int OK = 200;
    private static final int LONGEST_REASON = 200;

    private final URI address;
    private final List<NoteVerifier> keys;
    private final HttpClient http;
    private volatile long lastSize;

    /// @param prefix http or https; `/add-checkpoint` is put behind its path
    /// @param keys   the witness's, of one name; what others sign is passed over
    public WitnessClient(URI prefix, List<NoteVerifier> keys) {
        String scheme = String.valueOf(prefix.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http"))
            throw new IllegalArgumentException("a witness is reached by http:// or https://, not at " + prefix);
        if (keys.isEmpty() || !keys.stream().allMatch(key -> key.type().isCosignature()))
            throw new IllegalArgumentException("the witness at " + prefix + " needs keys, and for cosignatures");
        this.address = URI.create(prefix.toString().replaceFirst("/+$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// The witness's name.
    public String name() {
        return keys.getFirst().name();
    }

    /// Asks for cosignatures, with the proof from wherever the witness stands.
    ///
    /// @param checkpoint the log's newest
    /// @param proofs     of that log
    /// @return at least one signature, each verified
    /// @throws WitnessException if it does not cosign, does not answer in time, or answers nonsense
    /// @throws IOException      if the log's own proofs cannot be read
    public List<NoteSignature> cosign(SignedNote checkpoint, ConsistencyProofs proofs)
            throws WitnessException, IOException, InterruptedException {
        long size;
        try {
            size = Checkpoint.of(checkpoint).size();
        } catch (NoteException e) {
            throw new WitnessException("the checkpoint to cosign is none: " + e.getMessage(), e);
        }
        long from = Math.min(lastSize, size);
        // A try is lost when the witness stands elsewhere than thought, as it does when others ask it at the same time.
        for (int i = 0; i < TRIES; i++) {
            List<Hash> proof = proofs.proof(from, size);
            HttpResponse<byte[]> response = post(new AddCheckpoint(from, proof, checkpoint));
            if (response.statusCode() == OK) {
                List<NoteSignature> signatures = signatures(response.body(), checkpoint.text());
                lastSize = size;
                return signatures;
            }
            if (response.statusCode() != CONFLICT) throw refused(response);
            long stands = size(response.body());
            if (stands > size)
                throw new WitnessException(name() + " has cosigned " + stands + " entries of this log before, and the"
                        + " checkpoint has only " + size + ": an older state of the log was put back");
            if (stands == from)
                throw new WitnessException(name() + " has cosigned another tree of " + stands
                        + " entries of this log: its history was changed");
            from = stands;
        }
        throw new WitnessException(name() + " changed its mind about the log's size " + TRIES + " times");
    }

    private HttpResponse<byte[]> post(AddCheckpoint request) throws WitnessException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(post, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SignedNote.MOST_BYTES));
        try {
            // The whole answer must come in time: the client's own time limit would end with the headers.
            return response.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new WitnessException(name() + " did not answer within " + SECONDS + " seconds at " + address, e);
        } catch (ExecutionException e) {
            throw new WitnessException(
                    name() + " cannot be reached at " + address + ": "
                            + reason(e.getCause() == null ? e : e.getCause()),
                    e);
        } finally {
            response.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private List<NoteSignature> signatures(byte[] body, String text) throws WitnessException {
        try {
            List<NoteSignature> signatures = new ArrayList<>();
            for (NoteSignature signature : SignedNote.parseSignatures(CanonicalText.utf8(body)))
                if (keys.stream().anyMatch(key -> key.verifies(text, signature))) signatures.add(signature);
            if (signatures.isEmpty()) throw new NoteException("none of its signatures is by the keys known for it");
            return signatures;
        } catch (NoteException e) {
            throw new WitnessException(name() + " answered with no cosignature: " + e.getMessage(), e);
        }
    }

    private long size(byte[] body) throws WitnessException {
        try {
            String text = CanonicalText.utf8(body);
            if (!text.endsWith("\n")) throw new NoteException("no newline ends it");
            return CanonicalText.decimal(text.substring(0, text.length() - 1), "size");
        } catch (NoteException e) {
            throw new WitnessException(name() + " does not say where it stands: " + e.getMessage(), e);
        }
    }

    private WitnessException refused(HttpResponse<byte[]> response) {
        String said = new String(response.body(), StandardCharsets.UTF_8).strip();
        if (said.length() > LONGEST_REASON) said = said.substring(0, LONGEST_REASON) + "…";
        return new WitnessException(name() + " refused the checkpoint (HTTP " + response.statusCode() + "): " + said);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
