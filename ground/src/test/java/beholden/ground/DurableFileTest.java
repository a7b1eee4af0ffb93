package beholden.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_made_and_replaced_and_nothing_else_stays() throws IOException {
        Path file = folder.resolve("settings");

        DurableFile.replace(file, new byte[] {1});
        DurableFile.replace(file, new byte[] {2, 3});

        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        assertThat(names()).containsExactly("settings");
    }

    @Test
    void a_writer_that_fails_leaves_the_file_as_it_was() throws IOException {
        Path file = folder.resolve("settings");
        DurableFile.replace(file, new byte[] {1});

        assertThatThrownBy(() -> DurableFile.replace(file, out -> {
                    out.write(ByteBuffer.wrap(new byte[] {2}));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(names()).containsExactly("settings");
    }

    @Test
    void what_a_crash_left_unfinished_is_in_nobodys_way() throws IOException {
        Path file = folder.resolve("settings");
        Files.write(folder.resolve("settings.tmp"), new byte[] {9, 9, 9});

        DurableFile.replacePrivately(file, new byte[] {1});

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(names()).containsExactly("settings");
    }

    @Test
    void threads_may_replace_one_file_at_once() throws IOException {
        Path file = folder.resolve("state");

        IntStream.range(0, 200).parallel().forEach(i -> {
            try {
                DurableFile.replace(file, new byte[] {(byte) i, (byte) i});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        byte[] left = Files.readAllBytes(file);
        assertThat(left).hasSize(2);
        assertThat(left[0]).isEqualTo(left[1]);
        assertThat(names()).containsExactly("state");
    }

    @Test
    void private_files_and_folders_are_their_owners_alone() throws IOException {
        Path inner = folder.resolve("a/b");

        DurableFile.makePrivateFolders(inner);
        DurableFile.replacePrivately(inner.resolve("key"), new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_is_deleted_once() throws IOException {
        Path file = Files.write(folder.resolve("old"), new byte[] {1});

        assertThat(DurableFile.delete(file)).isTrue();
        assertThat(DurableFile.delete(file)).isFalse();
        assertThat(names()).isEmpty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
