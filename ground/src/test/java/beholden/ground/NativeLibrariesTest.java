package beholden.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    /// Something in a jar.
    private static final String RESOURCE = "/org/assertj/core/api/Assertions.class";

    @TempDir
    Path cache;

    private Path unpacked() throws IOException {
        return NativeLibraries.unpacked(Assertions.class, RESOURCE, cache);
    }

    private static byte[] original() throws IOException {
        try (InputStream in = Objects.requireNonNull(Assertions.class.getResourceAsStream(RESOURCE))) {
            return in.readAllBytes();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void a_library_is_unpacked_once() throws IOException {
        Path first = unpacked();
        FileTime then = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(first, then);

        assertThat(unpacked()).isEqualTo(first);
        assertThat(first).hasBinaryContent(original());
        assertThat(first.getFileName().toString()).matches("[0-9a-f]{8}-Assertions\\.class");
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(then);
        assertThat(files(cache.resolve("native"))).containsExactly(first);
    }

    @Test
    void one_that_is_cut_off_or_changed_is_unpacked_again() throws IOException {
        Path file = unpacked();
        byte[] changed = original();
        changed[changed.length / 2]++;
        for (byte[] other : List.of(new byte[0], changed)) {
            Files.write(file, other);

            assertThat(unpacked()).hasBinaryContent(original());
        }
    }

    @Test
    void one_that_no_jar_has_is_refused_and_leaves_nothing() throws IOException {
        for (String missing : List.of("/none.so", "/beholden/ground/NativeLibraries.class")) {
            assertThatThrownBy(() -> NativeLibraries.unpacked(NativeLibraries.class, missing, cache))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(missing);
        }
        assertThat(files(cache)).isEmpty();
    }
}
