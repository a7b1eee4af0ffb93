package beholden.vault.control;

import beholden.vault.Vault;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Takes orders for an open vault over a socket in its folder.
///
/// The socket is the vault's owner's alone, and every order comes with the passphrase of the root key: it can do no
/// more than who stops the vault's process and opens the vault. (A token asks for no PIN while the vault is open
/// with a key of it: there the socket's permissions alone protect.) One order is carried out at a time. A request of
/// more than 64 KiB is refused; one that takes longer than ten seconds to be said is cut off, and so are connections
/// beyond sixteen.
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_CONNECTIONS = 16;

    private final Path folder;
    private final Vault vault;
    private final Duration limit;
    private final Argon2Cost cost;
    private final ControlSocket socket;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /// Those that have not said all yet.
    private final Set<SocketChannel> speaking = ConcurrentHashMap.newKeySet();

    private final Object orders = new Object();

    private ControlServer(Path folder, Vault vault, Duration limit, Argon2Cost cost) throws IOException {
        this.folder = folder;
        this.vault = vault;
        this.limit = limit;
        this.cost = cost;
        this.socket = ControlSocket.of(folder);
        socket.makeFolder();
        // left by a process that was killed: this one has the vault
        Files.deleteIfExists(socket.file());
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /// Starts to take orders. Closed before the vault is.
    ///
    /// @param folder the vault's
    /// @throws ControlException if the socket cannot be there: the vault runs as well without it
    public static ControlServer start(Path folder, Vault vault) throws IOException {
        return start(folder, vault, LIMIT, Argon2Cost.DEFAULT);
    }

    /// @param limit for a request to be said
    /// @param cost  of a guess at the passphrase of a new root key's file
    static ControlServer start(Path folder, Vault vault, Duration limit, Argon2Cost cost) throws IOException {
        ControlServer started = new ControlServer(folder, vault, limit, cost);
        try {
            started.server.bind(started.socket.address());
            Files.setPosixFilePermissions(started.socket.file(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            started.close();
            throw e;
        }
        started.threads.execute(started::accept);
        return started;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (speaking.size() >= MOST_CONNECTIONS) {
                    channel.close();
                    continue;
                }
                speaking.add(channel);
                if (!server.isOpen()) channel.close();
                threads.execute(() -> serve(channel));
            } catch (IOException e) {
                if (server.isOpen()) LOG.warn("a command could not reach the vault: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) {
        byte[] request = new byte[MOST_BYTES + 1];
        try (channel) {
            int length;
            try (TimeLimit _ = new TimeLimit(channel, limit)) {
                length = ControlSocket.readAll(channel, request);
            } finally {
                speaking.remove(channel);
            }
            ControlSocket.writeAll(channel, JsonMapper.shared().writeValueAsBytes(answer(request, length)));
        } catch (IOException e) {
            LOG.debug("a command went away: {}", e.getMessage());
        } finally {
            Arrays.fill(request, (byte) 0);
        }
    }

    private AnswerForm answer(byte[] request, int length) {
        if (length > MOST_BYTES) {
            return AnswerForm.refused("an order has at most %,d bytes".formatted(MOST_BYTES));
        }
        try (OrderForm form = OrderForm.parse(request, length)) {
            Order order = form.order(cost);
            synchronized (orders) {
                // a rotation of the root key asks for itself
                if (!(order instanceof Order.RotateRoot)) requirePassphrase(form.secret());
                return AnswerForm.done(order.carryOut(vault));
            }
        } catch (FileSystemException e) {
            return AnswerForm.refused(e.getFile() + ": the vault's process cannot use this file or folder ("
                    + e.getClass().getSimpleName() + "); look at its permissions");
        } catch (IOException | IllegalArgumentException e) {
            return AnswerForm.refused(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("an order to the vault failed", e);
            return AnswerForm.refused("the vault's process could not do it: " + e
                    + "; look at the vault before you try again, and at what its process says");
        }
    }

    private void requirePassphrase(Secret passphrase) throws IOException {
        Path keys = folder.resolve("keys");
        try (RootKey root = RootKeyPlace.load(keys).open(keys, passphrase)) {
            vault.keyring().requireHangingOn(root);
        }
    }

    /// Takes no more orders; ends when the one under way is carried out.
    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket.file());
        for (SocketChannel channel : speaking) channel.close();
        threads.close();
    }
}
