package beholden.vault.control;

import beholden.vault.key.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Gives orders to the process that has a vault open.
public final class ControlClient {
    /// Argon2 twice at 256 MiB, behind as many other orders as the process takes at once.
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final int MOST_BYTES = 64 * 1024;

    private ControlClient() {}

    /// Gives one order, and waits until it is carried out.
    ///
    /// @param vault      the vault's folder
    /// @param passphrase of its root key
    /// @return what came of it; null if no process takes orders there, and nothing was said to anybody
    /// @throws ControlException if it was refused
    public static Order.@Nullable Outcome send(Path vault, Order order, Secret passphrase) throws IOException {
        return send(vault, order, passphrase, LIMIT);
    }

    static Order.@Nullable Outcome send(Path vault, Order order, Secret passphrase, Duration limit) throws IOException {
        ControlSocket socket = ControlSocket.of(vault);
        if (!socket.fits() || !Files.exists(socket.file(), LinkOption.NOFOLLOW_LINKS)) return null;
        socket.requirePrivate();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(socket.address());
            } catch (ConnectException _) {
                // left by a process that was killed
                return null;
            }
            try (TimeLimit _ = new TimeLimit(channel, limit)) {
                say(channel, order, passphrase);
                return answer(channel);
            } catch (ClosedChannelException | SocketException _) {
                throw new ControlException(
                        "the vault's process went away, or did not answer within %,d seconds; it may have done it or"
                                        .formatted(limit.toSeconds())
                                + " not: look at the vault before you try again");
            }
        }
    }

    private static void say(SocketChannel channel, Order order, Secret passphrase) throws IOException {
        byte[] json;
        try (OrderForm form = OrderForm.of(order, passphrase)) {
            json = JsonMapper.shared().writeValueAsBytes(form);
        }
        try {
            ControlSocket.writeAll(channel, json);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    private static Order.Outcome answer(SocketChannel channel) throws IOException {
        byte[] room = new byte[MOST_BYTES];
        int length = ControlSocket.readAll(channel, room);
        AnswerForm answer = null;
        try {
            answer = length == 0 ? null : JsonMapper.shared().readValue(room, 0, length, AnswerForm.class);
        } catch (JacksonException _) {
            // said below
        }
        if (answer != null && answer.refused() != null) throw new ControlException(answer.refused());
        if (answer == null || answer.outcome() == null) {
            throw new ControlException(
                    "the vault's process ended the connection without an answer, and may have done it"
                            + " or not: look at the vault before you try again");
        }
        return answer.outcome();
    }
}
