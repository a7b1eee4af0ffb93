package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryKeyTest {

    @TempDir
    Path temp;

    @Test
    void a_saved_key_is_the_same_key_when_loaded() throws IOException {
        Path file = temp.resolve("key");
        GalleryKey key = GalleryKey.generate();

        key.save(file);

        assertThat(GalleryKey.load(file).derive("test", 32)).isEqualTo(key.derive("test", 32));
    }

    @Test
    void a_key_file_is_its_owners_alone() throws IOException {
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"), "the file system has no permissions");
        Path file = temp.resolve("key");
        GalleryKey.generate().save(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> GalleryKey.load(file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_key_file_is_never_overwritten() throws IOException {
        Path file = temp.resolve("key");
        GalleryKey.generate().save(file);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> GalleryKey.generate().save(file)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "zz00000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000ff"
            })
    void what_is_no_key_is_refused(String content) throws IOException {
        Path file = temp.resolve("key");
        GalleryKey.generate().save(file);
        Files.writeString(file, content);

        assertThatThrownBy(() -> GalleryKey.load(file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void an_absent_key_file_is_named() {
        assertThatThrownBy(() -> GalleryKey.load(temp.resolve("none")))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("none: no such key file");
    }

    @Test
    void a_key_has_32_bytes() {
        assertThatThrownBy(() -> GalleryKey.of(new byte[31])).hasMessageContaining("32 bytes, not 31");
    }

    @Test
    void what_is_derived_for_one_purpose_says_nothing_of_another() {
        GalleryKey key = People.key(1);

        assertThat(key.derive("a", 32)).isNotEqualTo(key.derive("b", 32));
        assertThat(key.derive("a", 32)).isNotEqualTo(People.key(2).derive("a", 32));
    }

    @Test
    void a_closed_key_cannot_be_used() {
        GalleryKey key = GalleryKey.generate();

        key.close();

        assertThatThrownBy(() -> key.derive("test", 32)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_does_not_print_itself() {
        byte[] bytes = new byte[32];
        bytes[5] = 0x5a;

        String printed = GalleryKey.of(bytes).toString();

        assertThat(printed).doesNotContain("5a").doesNotContain(HexFormat.of().formatHex(bytes));
    }
}
