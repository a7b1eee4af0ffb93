package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.ledger.Audit;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellKeeper;
import beholden.vault.cell.CellStores;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.KeyException;
import beholden.vault.key.Pkcs11RootKey;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyChange;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.RootRotation;
import beholden.vault.key.Secret;
import beholden.vault.key.WrongPassphraseException;
import beholden.vault.key.WrongRootKeyException;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedLog;
import beholden.vault.setup.VaultSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The root key of a vault is changed while its agencies write.
class RootRotationInUseTest {
    private static final Path TOKEN_LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "87654321";
    private static final int WRITERS = 3;
    private static final int KILLS = 12;

    @TempDir
    Path temp = Path.of("");

    private static RootKeyPlace file(Path path) {
        return new RootKeyPlace.InFile(path);
    }

    private static Secret secret(String text) {
        return Secret.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void create(Path folder, RootKeyPlace place, String passphrase) throws IOException {
        VaultSettings settings = VaultSettings.standard(VaultFixture.ORIGIN)
                .withRate(4, Duration.ofMillis(2))
                .withChunks(2048, 2)
                .withKeyringSlots(32);
        Path keys = folder.resolve("keys");
        Files.createDirectories(folder);
        try (RootKey root = place.create(keys, secret(passphrase), Argon2Cost.LEAST);
                Vault vault = Vault.create(folder, settings, root)) {
            place.save(keys);
            for (int i = 0; i < WRITERS; i++) vault.keyring().addAgency(agency(i));
        }
    }

    private static AgencyId agency(int number) {
        byte[] id = new byte[AgencyId.BYTES];
        id[0] = (byte) (number + 1);
        return new AgencyId(id);
    }

    private static RootKey root(Path folder, String passphrase) throws IOException {
        Path keys = folder.resolve("keys");
        return RootKeyPlace.load(keys).open(keys, secret(passphrase));
    }

    private static RootKeyChange change(RootKeyPlace to, String passphrase, String next) {
        return new RootKeyChange(to, secret(passphrase), secret(next), Argon2Cost.LEAST);
    }

    private static Thread writer(Vault vault, int number, String prefix, Consumer<String> recorded) {
        return Thread.ofVirtual().start(() -> {
            try {
                SealedLog log = vault.log(agency(number));
                for (int i = 0; ; i++) {
                    String event = prefix + number + "-" + i;
                    log.append(VaultFixture.bytes(event)).get();
                    recorded.accept(event);
                }
            } catch (IOException | ExecutionException | InterruptedException _) {
                // the vault was closed, or its process killed
            }
        });
    }

    private static Set<String> events(Vault vault) throws IOException {
        Set<String> events = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < WRITERS; i++) {
            Reading reading = vault.log(agency(i)).read(Position.START);
            assertThat(reading.damages()).isEmpty();
            events.addAll(VaultFixture.texts(reading));
        }
        return events;
    }

    private static void assertAudited(Path folder, NoteVerifier trusted) throws IOException, InterruptedException {
        CellAddress cells = Vault.settings(folder).address(folder);
        try (CellKeeper keeper = CellStores.keep(cells, Vault.settings(folder).boxLength())) {
            assertThat(new Audit(
                                    TileSource.folder(folder.resolve("ledger")),
                                    new CheckpointPolicy(List.of(trusted), List.of(), 0))
                            .cells(new RecordedCells(keeper, folder.resolve("chunks")))
                            .run()
                            .findings())
                    .isEmpty();
        }
    }

    /// Whoever trusts `from` comes by the notes in the ledger's folder to trust `to`.
    private static void assertProved(Path folder, NoteVerifier from, NoteVerifier to) throws Exception {
        boolean proved = false;
        try (Stream<Path> proofs = Files.list(folder.resolve("ledger/handover"))) {
            for (Path proof : proofs.toList()) {
                SignedNote note = SignedNote.parse(Files.readAllBytes(proof));
                proved |= note.verified(List.of(from, to)).equals(Set.of(from, to));
            }
        }
        assertThat(proved).isTrue();
    }

    @Test
    void nothing_that_is_written_meanwhile_is_lost_and_only_the_new_root_key_opens_the_vault() throws Exception {
        Path folder = temp.resolve("vault");
        create(folder, file(Path.of("root.key")), "the first passphrase");
        Set<String> recorded = ConcurrentHashMap.newKeySet();
        List<NoteVerifier> verifiers = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        RootKey first = root(folder, "the first passphrase");
        try (Vault vault = Vault.open(folder, first)) {
            verifiers.add(vault.verifiers().getFirst());
            vault.start();
            for (int i = 0; i < WRITERS; i++) writers.add(writer(vault, i, "", recorded::add));
            vault.log(agency(0)).append(VaultFixture.bytes("before")).get();

            verifiers.add(vault.rotateRoot(
                    change(file(Path.of("root.key")), "the first passphrase", "the second passphrase")));
            first.close();
            vault.log(agency(0)).append(VaultFixture.bytes("between")).get();
            verifiers.add(vault.rotateRoot(
                    change(file(temp.resolve("third.key")), "the second passphrase", "the third passphrase")));
            vault.log(agency(0)).append(VaultFixture.bytes("after")).get();
            vault.keyring().rotateOperational();

            assertThat(vault.verifiers()).containsExactly(verifiers.getLast());
        }
        for (Thread writer : writers) writer.join();

        try (RootKey third = root(folder, "the third passphrase");
                Vault vault = Vault.open(folder, third)) {
            assertThat(vault.findings()).isEmpty();
            assertThat(events(vault)).containsAll(recorded).contains("before", "between", "after");
            assertThat(vault.verifiers()).containsExactly(verifiers.getLast());
        }
        assertThat(recorded).isNotEmpty();
        assertThat(folder.resolve("keys/root.key")).doesNotExist();
        assertAudited(folder, verifiers.getLast());
        assertProved(folder, verifiers.get(0), verifiers.get(1));
        assertProved(folder, verifiers.get(1), verifiers.get(2));
        assertThat(Files.readString(folder.resolve("ledger/log.pub")))
                .isEqualTo(verifiers.getLast().vkey() + "\n");
    }

    @Test
    void what_is_refused_changes_nothing_and_the_vault_goes_on() throws Exception {
        Path folder = temp.resolve("vault");
        create(folder, file(Path.of("root.key")), "the first passphrase");
        Path taken = Files.writeString(temp.resolve("taken.key"), "somebody's");
        Path keys = folder.resolve("keys");
        try (RootKey root = root(folder, "the first passphrase");
                Vault vault = Vault.open(folder, root)) {
            byte[] before = Files.readAllBytes(keys.resolve("root.key"));
            vault.start();

            assertThatThrownBy(() -> vault.rotateRoot(
                            change(file(Path.of("root.key")), "not the passphrase", "the second passphrase")))
                    .isInstanceOf(WrongPassphraseException.class);
            assertThatThrownBy(() ->
                            vault.rotateRoot(change(file(taken), "the first passphrase", "the second passphrase")))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("exists already");
            assertThatThrownBy(() -> vault.rotateRoot(change(
                            file(temp.resolve("pulled/out.key")), "the first passphrase", "the second passphrase")))
                    .isInstanceOf(IOException.class);
            assertThat(keys.resolve("root.key")).hasBinaryContent(before);

            // a root key of somebody's own, where root.json says
            Files.delete(keys.resolve("root.key"));
            file(Path.of("root.key"))
                    .create(keys, secret("somebody's own passphrase"), Argon2Cost.LEAST)
                    .close();
            assertThatThrownBy(() -> vault.rotateRoot(
                            change(file(Path.of("root.key")), "somebody's own passphrase", "the second passphrase")))
                    .isInstanceOf(WrongRootKeyException.class);
            Files.write(keys.resolve("root.key"), before);

            vault.log(agency(0)).append(VaultFixture.bytes("after")).get();
        }

        try (RootKey root = root(folder, "the first passphrase");
                Vault vault = Vault.open(folder, root)) {
            assertThat(events(vault)).containsExactly("after");
        }
    }

    @Test
    void a_tick_that_fails_after_the_rotation_is_carried_on_with_under_the_new_key() throws Exception {
        Path folder = temp.resolve("vault");
        create(folder, file(Path.of("root.key")), "the first passphrase");
        Path tiles = folder.resolve("ledger/tile");
        try (RootKey root = root(folder, "the first passphrase");
                Vault vault = Vault.open(folder, root)) {
            vault.tick();
            var recorded = vault.log(agency(0)).append(VaultFixture.bytes("an event"));
            NoteVerifier next = vault.rotateRoot(
                    change(file(Path.of("root.key")), "the first passphrase", "the second passphrase"));
            // no tile can be written where a file lies
            Files.move(tiles, tiles.resolveSibling("away"));
            Files.writeString(tiles, "");

            assertThatThrownBy(vault::tick).isInstanceOf(IOException.class);
            Files.delete(tiles);
            Files.move(tiles.resolveSibling("away"), tiles);
            vault.tick();

            recorded.get();
            vault.ledger().checkpoint().verified(List.of(next));
        }
    }

    @Test
    void killed_at_any_moment_of_it_the_vault_opens_with_the_old_root_key_or_the_new() throws Exception {
        Path folder = temp.resolve("vault");
        create(folder, file(Path.of("root.key")), Rotating.PASSPHRASE);
        Random random = new Random(20260601);
        Set<String> recorded = ConcurrentHashMap.newKeySet();
        int rotations = 0;

        for (int kill = 0; kill < KILLS; kill++) {
            List<String> told = killedAfter(folder, kill, 1 + random.nextInt(3), random.nextInt(120));

            rotations += (int) told.stream().filter("rotated"::equals).count();
            told.stream().filter(line -> !line.equals("rotated")).forEach(recorded::add);
            try (RootKey root = root(folder, Rotating.PASSPHRASE);
                    Vault vault = Vault.open(folder, root)) {
                assertThat(vault.findings()).isEmpty();
                assertThat(events(vault)).containsAll(recorded);
            }
            assertThat(folder.resolve("keys/root.json")).content().doesNotContain("retired");
        }
        assertThat(rotations).isPositive();
        assertThat(recorded).isNotEmpty();
        try (RootKey root = root(folder, Rotating.PASSPHRASE);
                Vault vault = Vault.open(folder, root)) {
            NoteVerifier present = vault.verifiers().getFirst();
            vault.close();
            assertAudited(folder, present);
        }
    }

    private static List<String> killedAfter(Path folder, int run, int rotations, int millis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Rotating.class.getName(),
                        folder.toString(),
                        Integer.toString(run))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told = new ArrayList<>();
        int seen = 0;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told.add(line);
                if (line.equals("rotated") && ++seen == rotations) {
                    // Where in the next rotation it dies is chance; that it dies is not.
                    process.waitFor(millis, TimeUnit.MILLISECONDS);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("killed, not ended").isEqualTo(137);
        return told;
    }

    /// Writes events and rotates the root key for ever, under the same name and under others, and tells of each.
    static final class Rotating {
        static final String PASSPHRASE = "six random words are good";

        private Rotating() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            String run = arguments[1];
            try (RootKey root = root(folder, PASSPHRASE);
                    Vault vault = Vault.open(folder, root)) {
                vault.start();
                for (int i = 0; i < WRITERS; i++) {
                    writer(vault, i, run + "-", Rotating::tell);
                }
                for (int i = 0; ; i++) {
                    RootKeyPlace to = i % 2 == 0
                            ? RootKeyPlace.load(folder.resolve("keys"))
                            : file(Path.of("root" + run + i + ".key"));
                    vault.rotateRoot(change(to, PASSPHRASE, PASSPHRASE));
                    tell("rotated");
                }
            }
        }

        private static void tell(String line) {
            PrintStream out = System.out;
            out.print(line + "\n");
            out.flush();
        }
    }

    /// A real token of SoftHSM, whose library reads its settings from the environment when it is loaded: hence a
    /// process of its own.
    @Test
    void a_vault_whose_root_key_is_in_a_token_goes_on_with_another_key_of_the_same_token() throws Exception {
        assumeTrue(Files.exists(TOKEN_LIBRARY), "SoftHSM is not installed; run: apt-get install softhsm2");
        Files.createDirectories(temp.resolve("tokens"));
        Files.writeString(temp.resolve("softhsm2.conf"), "directories.tokendir = " + temp.resolve("tokens") + "\n");
        withToken(List.of(
                "softhsm2-util", "--init-token", "--free", "--label", "t", "--so-pin", "12345678", "--pin", PIN));

        String output = withToken(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                InToken.class.getName(),
                temp.resolve("vault").toString()));

        assertThat(output.lines())
                .contains(
                        "rotated: key root-",
                        "operational key rotated",
                        "written: all",
                        "old key: there is no such key in the token",
                        "login: ended with the last key");
    }

    private String withToken(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", temp.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /// What the process does that has the token.
    static final class InToken {
        private InToken() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            RootKeyPlace first = new RootKeyPlace.InToken(new Pkcs11RootKey.Place(TOKEN_LIBRARY, 0, "root"));
            RootKeyPlace second = RootRotation.after(first);
            create(folder, first, PIN);
            Set<String> recorded = ConcurrentHashMap.newKeySet();
            List<Thread> writers = new ArrayList<>();
            RootKey old = root(folder, PIN);
            try (Vault vault = Vault.open(folder, old)) {
                vault.start();
                for (int i = 0; i < WRITERS; i++) writers.add(writer(vault, i, "", recorded::add));
                vault.log(agency(0)).append(VaultFixture.bytes("before")).get();
                vault.rotateRoot(change(second, PIN, PIN));
                old.close();
                System.out.println("rotated: "
                        + RootKeyPlace.load(folder.resolve("keys")).toString().replaceAll("-.*", "-"));
                vault.keyring().rotateOperational();
                System.out.println("operational key rotated");
                vault.log(agency(0)).append(VaultFixture.bytes("after")).get();
            }
            for (Thread writer : writers) writer.join();
            try (RootKey root = root(folder, PIN);
                    Vault vault = Vault.open(folder, root)) {
                Set<String> events = events(vault);
                boolean all = events.containsAll(recorded) && events.containsAll(Set.of("before", "after"));
                System.out.println("written: " + (all ? "all" : "some are lost"));
            }
            try (RootKey _ = first.open(folder, secret(PIN))) {
                System.out.println("old key: still there");
            } catch (KeyException e) {
                System.out.println("old key:" + String.valueOf(e.getMessage()).replaceAll(".*:|;.*", ""));
            }
            try (RootKey _ = second.open(folder, secret("00000000"))) {
                System.out.println("login: still in");
            } catch (WrongPassphraseException _) {
                System.out.println("login: ended with the last key");
            }
        }
    }
}
