package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path temp = Path.of("");

    private Path file = Path.of("");
    private Secret made = Secret.random(32);

    @BeforeEach
    void a_root_key_in_a_file() throws IOException {
        file = temp.resolve("root.key");
        try (RootKey root = KeyFile.create(file, Keys.passphrase(), Argon2Cost.LEAST)) {
            made = root.derive("test");
        }
    }

    @Test
    void the_passphrase_opens_the_same_key() throws IOException {
        try (RootKey root = KeyFile.open(file, Keys.passphrase())) {
            assertThat(root.derive("test").sameAs(made)).isTrue();
            assertThat(root.derive("another").sameAs(made)).isFalse();
        }
    }

    @Test
    void the_file_is_its_owners_alone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_wrong_passphrase_is_told_from_a_damaged_file() throws IOException {
        assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase("six random words are bad")))
                .isInstanceOf(WrongPassphraseException.class);

        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase()))
                    .as("byte " + at)
                    .isInstanceOf(DamagedKeyException.class);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase()))
                    .as("cut to " + length)
                    .isInstanceOf(DamagedKeyException.class);
        }
    }

    @Test
    void a_file_that_asks_for_a_terabyte_is_refused_before_it_gets_any() throws Exception {
        byte[] hostile = Files.readAllBytes(file);
        int memoryAt = "BHSEAL01".length() + 1 + "root key".length();
        ByteBuffer.wrap(hostile).putInt(memoryAt, 1 << 30);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(hostile, 0, hostile.length - 32);
        System.arraycopy(sha256.digest(), 0, hostile, hostile.length - 32, 32);
        Files.write(file, hostile);

        assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase()))
                .isInstanceOf(DamagedKeyException.class)
                .hasMessageContaining("1,073,741,824 KiB")
                .hasMessageContaining("of 1,073,741,824 KiB is outside 19,456 to 1,048,576 KiB");
    }

    @Test
    void a_new_passphrase_opens_the_same_key_and_the_old_one_no_longer() throws IOException {
        KeyFile.changePassphrase(file, Keys.passphrase(), Keys.passphrase("another ten words"), Argon2Cost.LEAST);

        try (RootKey root = KeyFile.open(file, Keys.passphrase("another ten words"))) {
            assertThat(root.derive("test").sameAs(made)).isTrue();
        }
        assertThatThrownBy(() -> KeyFile.open(file, Keys.passphrase())).isInstanceOf(WrongPassphraseException.class);
    }

    @Test
    void a_key_is_never_overwritten_and_a_short_passphrase_is_refused() {
        assertThatThrownBy(() -> KeyFile.create(file, Keys.passphrase(), Argon2Cost.LEAST))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> KeyFile.create(temp.resolve("b.key"), Keys.passphrase("short"), Argon2Cost.LEAST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 10");
        assertThat(temp.resolve("b.key")).doesNotExist();
    }

    @Test
    void a_box_of_another_kind_is_named() {
        byte[] share = PassphraseBox.seal("registrar share", made, Keys.passphrase(), Argon2Cost.LEAST);

        assertThatThrownBy(() -> PassphraseBox.open("a.share", "root key", share, Keys.passphrase()))
                .isInstanceOf(DamagedKeyException.class)
                .hasMessage("a.share: holds a sealed registrar share, not a root key; name the right file");
    }

    @Test
    void costs_outside_the_bounds_are_refused() {
        assertThatThrownBy(() -> new Argon2Cost(8 * 1024, 3, 1)).hasMessageContaining("19,456");
        assertThatThrownBy(() -> new Argon2Cost(19 * 1024, 1, 1)).hasMessageContaining("1 passes");
        assertThatThrownBy(() -> new Argon2Cost(256 * 1024, 65, 1)).hasMessageContaining("65 passes");
        assertThatThrownBy(() -> new Argon2Cost(256 * 1024, 3, 17)).hasMessageContaining("17 lanes");
    }
}
