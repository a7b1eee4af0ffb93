package beholden.ledger.witness;

import beholden.ledger.note.NoteSignature;
import beholden.ledger.witness.Witness.Answer;
import beholden.ledger.witness.Witness.Conflict;
import beholden.ledger.witness.Witness.Cosigned;
import beholden.ledger.witness.Witness.Refused;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A witness over HTTP: `POST /add-checkpoint` (C2SP tlog-witness).
///
/// A request of more than [AddCheckpoint#MOST_BYTES] is refused; one that takes longer than ten seconds, whether it
/// sends slowly or reads slowly, is cut off; and no more than 256 clients are connected at once. For TLS, put it
/// behind a proxy.
public final class WitnessServer implements AutoCloseable {
    private static final String PATH = "/add-checkpoint";
    private static final int MOST_WAITING = 64;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;
    private static final int CONFLICT = 409;
    private static final int OK = 200;

    // The JDK's server takes its limits from system properties alone, when its first instance is made.
    static {
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", "10");
        limit("jdk.httpserver.maxConnections", "256");
    }

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Consumer<String> notes;

    private WitnessServer(Witness witness, HttpServer server, ExecutorService threads, Consumer<String> notes) {
        this.witness = witness;
        this.server = server;
        this.threads = threads;
        this.notes = notes;
    }

    /// Starts to serve.
    ///
    /// @param address port 0 for any free one
    /// @param notes   told, in one line, how each request ended
    /// @throws IOException if the address is in use or not this machine's
    public static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<String> notes)
            throws IOException {
        HttpServer server = HttpServer.create(address, MOST_WAITING);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        WitnessServer started = new WitnessServer(witness, server, threads, notes);
        server.createContext("/", started::answer);
        server.setExecutor(threads);
        server.start();
        return started;
    }

    /// Address at which the server is reached.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                refuse(exchange, NOT_FOUND, "there is nothing but " + PATH);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                refuse(exchange, NOT_ALLOWED, PATH + " takes POST");
            } else {
                add(exchange);
            }
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
        if (body.length > AddCheckpoint.MOST_BYTES) {
            refuse(exchange, TOO_LARGE, "a request has at most %,d bytes".formatted(AddCheckpoint.MOST_BYTES));
            return;
        }
        Answer answer;
        try {
            answer = witness.add(body);
        } catch (IOException e) {
            refuse(exchange, FAILED, "the witness could not remember the checkpoint, and did not cosign it");
            notes.accept("the state cannot be written: " + e.getMessage());
            return;
        }
        switch (answer) {
            case Cosigned cosigned -> {
                StringBuilder lines = new StringBuilder();
                for (NoteSignature signature : cosigned.signatures()) lines.append(signature.line());
                send(exchange, OK, "text/plain; charset=utf-8", lines.toString());
                notes.accept("cosigned " + cosigned.checkpoint().size() + " entries of "
                        + cosigned.checkpoint().origin());
            }
            case Conflict conflict -> {
                send(exchange, CONFLICT, "text/x.tlog.size", conflict.size() + "\n");
                notes.accept("refused: the last cosigned tree has " + conflict.size() + " entries");
            }
            case Refused refused -> refuse(exchange, refused.reason().status(), refused.why());
        }
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", why + "\n");
        notes.accept("refused: " + why);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
