package beholden.vault.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.EpochKey;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyChange;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ControlTest {
    private static final String PASSPHRASE = "six random words are good";
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofMinutes(1);

    @TempDir
    Path temp = Path.of("");

    private Path folder = Path.of("");
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void a_folder_for_a_vault() {
        folder = temp.resolve("v");
    }

    @AfterEach
    void all_is_closed() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    private Vault vault() throws IOException {
        Path keys = folder.resolve("keys");
        RootKeyPlace place = new RootKeyPlace.InFile(Path.of("root.key"));
        RootKey root = place.create(Files.createDirectories(keys), secret(PASSPHRASE), Argon2Cost.LEAST);
        open.add(root);
        VaultSettings settings = VaultSettings.standard("x").withChunks(2048, 2).withKeyringSlots(8);
        Vault vault = Vault.create(folder, settings, root);
        open.add(vault);
        place.save(keys);
        return vault;
    }

    private ControlServer served(Vault vault, Duration limit) throws IOException {
        ControlServer server = ControlServer.start(folder, vault, limit, Argon2Cost.LEAST);
        open.add(server);
        return server;
    }

    private static Secret secret(String text) {
        return Secret.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    private Order.Outcome send(Order order, String passphrase) throws IOException {
        return Objects.requireNonNull(ControlClient.send(folder, order, secret(passphrase)), "nobody takes orders");
    }

    private SocketChannel connected() throws IOException {
        SocketChannel channel = SocketChannel.open(ControlSocket.of(folder).address());
        open.add(channel);
        return channel;
    }

    /// What the server answers to these bytes.
    private String answerTo(byte[] request) throws IOException {
        try (SocketChannel channel = connected()) {
            ControlSocket.writeAll(channel, request);
            byte[] room = new byte[4096];
            return new String(room, 0, ControlSocket.readAll(channel, room), StandardCharsets.UTF_8);
        }
    }

    private static void assertCutOff(SocketChannel channel) {
        try {
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
        } catch (IOException e) {
            // cut off before it was accepted, or before what was said was read
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void every_order_is_carried_out_by_the_process_that_has_the_vault() throws IOException {
        Vault vault = vault();
        AgencyId agency = vault.keyring().newAgency();
        served(vault, LATE);

        Order.Outcome epoch = send(new Order.StartEpoch(agency), PASSPHRASE);
        send(new Order.Shred(agency, 1), PASSPHRASE);
        List<Integer> left =
                vault.keyring().epochs(agency).stream().map(EpochKey::epoch).toList();
        send(new Order.RotateOperational(), PASSPHRASE);
        RootKeyChange change = new RootKeyChange(
                new RootKeyPlace.InFile(temp.resolve("next.key")),
                secret(PASSPHRASE),
                secret("six other words are good"),
                Argon2Cost.LEAST);
        Order.Outcome root = send(new Order.RotateRoot(change), PASSPHRASE);
        send(new Order.Shred(agency, null), "six other words are good");

        assertThat(epoch.epoch()).isEqualTo(2);
        assertThat(left).containsExactly(2);
        assertThat(root.vkey()).isEqualTo(vault.verifiers().getFirst().vkey());
        assertThat(vault.keyring().knows(agency)).isFalse();
        assertThat(temp.resolve("next.key")).exists();
        assertThat(folder.resolve("keys/root.key")).doesNotExist();
    }

    @Test
    void without_the_passphrase_nothing_is_done() throws IOException {
        Vault vault = vault();
        AgencyId agency = vault.keyring().newAgency();
        served(vault, LATE);
        RootKeyChange change = new RootKeyChange(
                new RootKeyPlace.InFile(Path.of("root.key")),
                secret("a guess at it"),
                secret("a thief's passphrase"),
                Argon2Cost.LEAST);
        byte[] before = Files.readAllBytes(folder.resolve("keys/root.key"));

        for (Order order :
                List.of(new Order.Shred(agency, null), new Order.RotateOperational(), new Order.RotateRoot(change))) {
            assertThatThrownBy(() -> send(order, "a guess at it"))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("root.key: the passphrase is wrong");
        }

        assertThat(vault.keyring().knows(agency)).isTrue();
        assertThat(folder.resolve("keys/root.key")).hasBinaryContent(before);
    }

    @Test
    void what_the_vault_refuses_is_said_in_its_words() throws IOException {
        Vault vault = vault();
        AgencyId agency = vault.keyring().newAgency();
        served(vault, LATE);

        assertThatThrownBy(() -> send(new Order.Shred(agency, 1), PASSPHRASE))
                .hasMessageContaining("start a new epoch first");
        assertThatThrownBy(() -> send(
                        new Order.RotateRoot(new RootKeyChange(
                                new RootKeyPlace.InFile(temp.resolve("none/next.key")),
                                secret(PASSPHRASE),
                                secret("six other words are good"),
                                Argon2Cost.LEAST)),
                        PASSPHRASE))
                .hasMessageContaining("none")
                .hasMessageContaining("cannot use this file or folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "null",
                "[]",
                "{}",
                "{\"format\": 2, \"order\": \"shred\"}",
                "{\"format\": 1}",
                "{\"format\": 1, \"order\": \"halt\", \"passphrase\": \"AAAA\"}",
                "{\"format\": 1, \"order\": \"rotate-operational\"}",
                "{\"format\": 1, \"order\": \"rotate-operational\", \"passphrase\": \"\"}",
                "{\"format\": 1, \"order\": \"rotate-operational\", \"passphrase\": \"?\"}",
                "{\"format\": 1, \"order\": \"rotate-epoch\", \"passphrase\": \"AAAA\", \"agency\": \"../x\"}",
                "{\"format\": 1, \"order\": \"rotate-root\", \"passphrase\": \"AAAA\", \"file\": \"x\"}",
                "{\"format\": 1, \"order\": \"rotate-root\", \"passphrase\": \"AAAA\", \"newPassphrase\": \"AAAA\","
                        + " \"file\": \"\\u0000\"}",
                "{\"format\": 1, \"order\": \"rotate-root\", \"passphrase\": \"AAAA\", \"newPassphrase\": \"AAAA\","
                        + " \"library\": \"x\", \"slot\": -1, \"key\": \"k\"}"
            })
    void what_is_no_order_is_refused_and_the_next_is_carried_out(String request) throws IOException {
        served(vault(), LATE);

        assertThat(answerTo(request.getBytes(StandardCharsets.UTF_8))).contains("\"refused\"");

        send(new Order.RotateOperational(), PASSPHRASE);
    }

    @Test
    void random_bytes_and_deep_nesting_are_refused() throws IOException {
        served(vault(), LATE);
        Random random = new Random(1);

        for (int i = 0; i < 50; i++) {
            byte[] request = new byte[random.nextInt(2000)];
            random.nextBytes(request);
            assertThat(answerTo(request)).contains("\"refused\"");
        }
        assertThat(answerTo("{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8)))
                .contains("\"refused\"");
    }

    @Test
    void a_huge_request_is_cut_off_unread() throws IOException {
        served(vault(), LATE);
        ByteBuffer much = ByteBuffer.allocate(1 << 20);

        assertThatThrownBy(() -> {
                    SocketChannel channel = connected();
                    while (true) {
                        channel.write(much.clear());
                    }
                })
                .isInstanceOf(IOException.class);

        send(new Order.RotateOperational(), PASSPHRASE);
    }

    @Test
    void connections_that_say_nothing_are_cut_off_in_time_and_keep_nobody_out_for_long() throws IOException {
        served(vault(), SOON);
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 40; i++) silent.add(connected());
        silent.getFirst().write(ByteBuffer.wrap(new byte[] {'{'}));

        for (SocketChannel channel : silent) assertCutOff(channel);

        send(new Order.RotateOperational(), PASSPHRASE);
    }

    @Test
    void closing_does_not_wait_for_those_who_say_nothing() throws IOException {
        ControlServer server = served(vault(), LATE);
        SocketChannel silent = connected();

        server.close();

        assertCutOff(silent);
        assertThat(ControlSocket.of(folder).file()).doesNotExist();
        assertThat(ControlClient.send(folder, new Order.RotateOperational(), secret(PASSPHRASE)))
                .isNull();
    }

    @Test
    void the_socket_is_its_owners_alone() throws IOException {
        served(vault(), LATE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("control"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("control/socket"))))
                .isEqualTo("rw-------");
    }

    @Test
    void where_others_could_put_a_socket_of_their_own_nothing_is_served_and_no_passphrase_sent() throws IOException {
        Vault vault = vault();
        Path control = Files.createDirectory(folder.resolve("control"));
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> served(vault, LATE))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no passphrase is sent there");
        try (ServerSocketChannel another = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            another.bind(UnixDomainSocketAddress.of(ControlSocket.of(folder).file()));
            assertThatThrownBy(() -> send(new Order.RotateOperational(), PASSPHRASE))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("no passphrase is sent there");
        }
    }

    @Test
    void a_socket_that_a_killed_process_left_is_nobodys_and_is_replaced() throws IOException {
        Vault vault = vault();
        Path control = Files.createDirectory(folder.resolve("control"));
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwx------"));
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(ControlSocket.of(folder).file()));
        }
        assertThat(control.resolve("socket")).exists();

        assertThat(ControlClient.send(folder, new Order.RotateOperational(), secret(PASSPHRASE)))
                .isNull();
        served(vault, LATE);

        send(new Order.RotateOperational(), PASSPHRASE);
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_named() throws IOException {
        folder = Files.createDirectories(temp.resolve("x".repeat(60)).resolve("y".repeat(60)))
                .resolve("v");
        Vault vault = vault();

        assertThatThrownBy(() -> served(vault, LATE))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("over the limit of 100 bytes for a socket's path");
        assertThat(ControlClient.send(folder, new Order.RotateOperational(), secret(PASSPHRASE)))
                .isNull();
    }

    @Test
    void a_process_that_does_not_answer_is_not_waited_for_for_ever() throws IOException {
        Path control = Files.createDirectories(folder.resolve("control"));
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwx------"));
        try (ServerSocketChannel deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            deaf.bind(UnixDomainSocketAddress.of(ControlSocket.of(folder).file()));

            assertThatThrownBy(
                            () -> ControlClient.send(folder, new Order.RotateOperational(), secret(PASSPHRASE), SOON))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("look at the vault before you try again");
        }
    }
}
