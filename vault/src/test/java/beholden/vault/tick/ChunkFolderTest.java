package beholden.vault.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Label;
import beholden.vault.setup.VaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkFolderTest {

    private static final String NAME = "ab".repeat(Label.LENGTH);

    @TempDir
    Path temp;

    @Test
    void what_goes_wrong_is_told_without_the_label() throws Exception {
        ChunkFolder folder = new ChunkFolder(temp, 1024);
        Chunk chunk = chunk();
        Files.createFile(temp.resolve("ab"));

        assertThatThrownBy(() -> folder.insert(chunk))
                .isInstanceOf(VaultException.class)
                .hasNoCause()
                .hasMessage(temp + ": a chunk cannot be written: a file is in the way of a folder");
        assertThatThrownBy(() -> folder.fetch(chunk.label()))
                .isInstanceOf(VaultException.class)
                .hasNoCause()
                .hasMessageStartingWith(temp + ": a chunk cannot be read: ")
                .hasMessageNotContaining(NAME);
    }

    @Test
    void a_chunk_with_bytes_added_is_not_the_one_that_was_written() throws Exception {
        ChunkFolder folder = new ChunkFolder(temp, 1024);
        folder.insert(chunk());
        assertThat(folder.holds(chunk())).isTrue();

        Files.write(temp.resolve("ab").resolve("ab").resolve(NAME), new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(folder.holds(chunk())).isFalse();
    }

    @Test
    void reading_a_chunk_leaves_no_time_behind() throws Exception {
        ChunkFolder folder = new ChunkFolder(temp, 1024);
        folder.insert(chunk());
        Path file = temp.resolve("ab").resolve("ab").resolve(NAME);
        BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);

        assertThat(folder.fetch(chunk().label())).isPresent();

        BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
        assertThat(after.lastAccessTime()).isEqualTo(before.lastAccessTime());
        // so far ahead that no reading is newer
        assertThat(after.lastAccessTime().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(365)));
        assertThat(after.lastModifiedTime().toInstant()).isBefore(Instant.now().plusSeconds(60));
    }

    private static Chunk chunk() {
        byte[] label = new byte[Label.LENGTH];
        Arrays.fill(label, (byte) 0xab);
        byte[] box = new byte[1024];
        Arrays.fill(box, (byte) 1);
        return new Chunk(new Label(label), box);
    }
}
