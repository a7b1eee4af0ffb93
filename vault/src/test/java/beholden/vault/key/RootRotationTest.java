package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.DurableFile;
import beholden.ledger.DamagedLedgerException;
import beholden.ledger.Ledger;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootRotationTest {
    private static final String ORIGIN = "example.org/vault";

    @TempDir
    Path temp = Path.of("");

    private Path vault = Path.of("");
    private Path keys = Path.of("");

    @BeforeEach
    void a_vault_with_its_root_key_in_its_folder_of_keys() throws IOException {
        vault = Files.createDirectory(temp.resolve("vault"));
        keys = vault.resolve("keys");
        RootKeyPlace place = new RootKeyPlace.InFile(Path.of("root.key"));
        try (RootKey root = place.create(keys, Keys.passphrase(), Argon2Cost.LEAST);
                Secret seed = new KeyHierarchy(root).ledgerEd25519Seed()) {
            Keyring.create(keys, new KeyHierarchy(root), 4).close();
            place.save(keys);
            Ledger.create(vault.resolve("ledger"), ORIGIN, List.of(NoteSigner.ed25519(ORIGIN, seed.bytes())))
                    .close();
        }
    }

    private NoteSigner signer() throws IOException {
        try (RootKey root = RootKeyPlace.load(keys).open(keys, Keys.passphrase());
                Secret seed = new KeyHierarchy(root).ledgerEd25519Seed()) {
            return NoteSigner.ed25519(ORIGIN, seed.bytes());
        }
    }

    private NoteVerifier rotateTo(Path file) throws IOException {
        return new RootRotation(vault, ORIGIN)
                .rotate(new RootKeyChange(
                        new RootKeyPlace.InFile(file), Keys.passphrase(), Keys.passphrase(), Argon2Cost.LEAST));
    }

    /// @throws IOException if the vault's keys do not open with the root key that `root.json` names
    private void open() throws IOException {
        try (RootKey root = RootKeyPlace.load(keys).open(keys, Keys.passphrase())) {
            Keyring.open(keys, new KeyHierarchy(root)).close();
        }
    }

    @Test
    void the_present_file_may_be_spelled_in_any_way() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link.key"), keys.resolve("root.key"));
        Path folder = Files.createSymbolicLink(temp.resolve("folder"), keys);
        List<Path> spellings = List.of(
                Path.of("root.key"),
                keys.resolve("root.key").toAbsolutePath(),
                keys.resolve("../keys/./root.key"),
                folder.resolve("root.key"),
                link);

        for (Path spelling : spellings) {
            byte[] before = Files.readAllBytes(keys.resolve("root.key"));

            rotateTo(spelling);

            open();
            assertThat(keys.resolve("root.key")).as(spelling.toString()).isRegularFile();
            assertThat(Files.readAllBytes(keys.resolve("root.key"))).isNotEqualTo(before);
            assertThat(RootKeyPlace.load(keys)).isEqualTo(new RootKeyPlace.InFile(Path.of("root.key")));
        }
    }

    @Test
    void a_present_file_that_is_a_link_is_changed_where_it_leads_and_destroyed_there() throws IOException {
        Path elsewhere = Files.move(keys.resolve("root.key"), temp.resolve("elsewhere.key"));
        Files.createSymbolicLink(keys.resolve("root.key"), elsewhere);
        byte[] before = Files.readAllBytes(elsewhere);

        rotateTo(elsewhere);

        open();
        assertThat(keys.resolve("root.key")).isSymbolicLink();
        assertThat(Files.readAllBytes(elsewhere)).isNotEqualTo(before);

        rotateTo(temp.resolve("third.key"));

        open();
        assertThat(elsewhere).doesNotExist();
        assertThat(Files.isSymbolicLink(keys.resolve("root.key"))).isFalse();
    }

    @Test
    void another_file_is_never_overwritten() throws IOException {
        Path taken = Files.writeString(temp.resolve("taken.key"), "somebody's");
        Path hard = Files.createLink(temp.resolve("hard.key"), keys.resolve("root.key"));

        for (Path file : List.of(taken, hard, temp)) {
            byte[] before = Files.readAllBytes(keys.resolve("root.key"));

            assertThatThrownBy(() -> rotateTo(file))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining(file + ": exists already")
                    .hasMessageContaining("move this one away");

            assertThat(keys.resolve("root.key")).hasBinaryContent(before);
            open();
        }
        assertThat(taken).hasContent("somebody's");
    }

    @Test
    void the_present_file_is_not_the_place_where_the_new_one_is_made() throws IOException {
        rotateTo(temp.resolve("root.key.new"));

        assertThatThrownBy(() -> rotateTo(temp.resolve("root.key")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("give the new one another name");

        open();
    }

    @Test
    void a_huge_root_json_is_refused_unread() throws IOException {
        try (RandomAccessFile huge =
                new RandomAccessFile(keys.resolve("root.json").toFile(), "rw")) {
            huge.setLength(1L << 32);
        }

        assertThatThrownBy(() -> RootKeyPlace.load(keys))
                .isInstanceOf(DamagedKeyException.class)
                .hasMessageContaining("root.json: damaged");
    }

    @Test
    void what_a_killed_vault_left_in_the_journal_is_signed_by_the_old_key_before_the_new_one_takes_over()
            throws Exception {
        // given a ledger that was killed after its journal and before its checkpoint
        Path ledger = vault.resolve("ledger");
        byte[] checkpoint = Files.readAllBytes(ledger.resolve("checkpoint"));
        NoteSigner old = signer();
        try (Ledger killed = Ledger.open(ledger, List.of(old))) {
            killed.append(List.of(new byte[] {7}));
        }
        Files.write(ledger.resolve("checkpoint"), checkpoint);

        rotateTo(Path.of("root.key"));

        try (Ledger opened = Ledger.open(ledger, List.of(signer()))) {
            assertThat(opened.size()).isOne();
            assertThat(opened.checkpoint().verified(List.of(old.verifier(), signer().verifier())))
                    .hasSize(2);
        }
    }

    @Test
    void a_journal_that_somebody_else_wrote_to_keeps_the_key_as_it_is() throws IOException {
        Path other = temp.resolve("other");
        try (Ledger forged = Ledger.create(other, ORIGIN, List.of(NoteSigner.ed25519(ORIGIN, new byte[32])))) {
            forged.append(List.of(new byte[] {7}));
        }
        Path ledger = vault.resolve("ledger");
        byte[] checkpoint = Files.readAllBytes(ledger.resolve("checkpoint"));
        byte[] key = Files.readAllBytes(keys.resolve("root.key"));
        Files.write(ledger.resolve("journal"), Files.readAllBytes(other.resolve("journal")));

        assertThatThrownBy(() -> rotateTo(temp.resolve("next.key")))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("was not written by this log");

        assertThat(ledger.resolve("checkpoint")).hasBinaryContent(checkpoint);
        assertThat(keys.resolve("root.key")).hasBinaryContent(key);
        assertThat(temp.resolve("next.key")).doesNotExist();
        open();
    }

    @Test
    void a_file_that_an_interrupted_rotation_left_can_be_moved_away() throws IOException {
        // given a process that died after the new key took its name and before `root.json` told of it
        Path next = temp.resolve("next.key");
        byte[] told = Files.readAllBytes(keys.resolve("root.json"));
        byte[] old = Files.readAllBytes(keys.resolve("root.key"));
        byte[] ring = Files.readAllBytes(keys.resolve("keyring"));
        byte[] ringKey = Files.readAllBytes(keys.resolve("keyring.key"));
        byte[] checkpoint = Files.readAllBytes(vault.resolve("ledger/checkpoint"));
        rotateTo(next);
        DurableFile.replacePrivately(keys.resolve("root.json"), told);
        DurableFile.replacePrivately(keys.resolve("root.key"), old);
        DurableFile.replacePrivately(keys.resolve("keyring"), ring);
        DurableFile.replacePrivately(keys.resolve("keyring.key"), ringKey);
        DurableFile.replacePrivately(vault.resolve("ledger/checkpoint"), checkpoint);

        assertThatThrownBy(() -> rotateTo(next)).hasMessageContaining("exists already");
        Files.move(next, temp.resolve("away"));
        rotateTo(next);

        open();
        assertThat(keys.resolve("root.key")).doesNotExist();
    }

    @Test
    void the_next_opening_destroys_the_old_file_that_a_killed_rotation_left_and_nothing_else() throws IOException {
        byte[] old = Files.readAllBytes(keys.resolve("root.key"));
        Path root = keys.resolve("root.key");
        NoteVerifier present = rotateTo(temp.resolve("next.key"));
        // given a process that died before it destroyed the old one
        DurableFile.replacePrivately(root, old);
        RootKeyForm.of(RootKeyPlace.load(keys), RetiredRootKey.of(keys, Path.of("root.key"), present))
                .write(keys.resolve("root.json"));

        DurableFile.replacePrivately(
                root, "another vault's root key, on another stick".getBytes(StandardCharsets.UTF_8));
        assertThat(RootRotation.finish(keys, present)).isNull();
        assertThat(root).exists();

        DurableFile.replacePrivately(root, old);
        NoteVerifier another = NoteSigner.ed25519(ORIGIN, new byte[32]).verifier();
        assertThat(RootRotation.finish(keys, another)).isNull();
        assertThat(root).exists();

        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(RootRotation.finish(keys, present)).contains("destroy it by hand: " + root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));

        assertThat(RootRotation.finish(keys, present)).isNull();
        assertThat(root).doesNotExist();
        assertThat(keys.resolve("root.json")).content().doesNotContain("retired");
        open();
    }

    @Test
    void the_passphrase_is_not_changed_while_the_root_key_is() throws IOException {
        try (KeyringHold _ = KeyringHold.ofRootKey(keys)) {
            assertThatThrownBy(() -> RootKeyPlace.changePassphrase(
                            keys, Keys.passphrase(), Keys.passphrase("six other words are good"), Argon2Cost.LEAST))
                    .isInstanceOf(KeyringInUseException.class)
                    .hasMessageContaining("is being changed by another command");
            assertThatThrownBy(() -> rotateTo(Path.of("root.key"))).isInstanceOf(KeyringInUseException.class);
        }
        rotateTo(Path.of("root.key"));
    }
}
