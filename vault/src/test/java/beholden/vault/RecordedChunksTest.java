package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ground.DurableFile;
import beholden.ledger.CellSource;
import beholden.vault.tick.ChunkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedChunksTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void a_chunk_may_be_written_while_its_folder_is_read() throws IOException {
        Path place = ChunkFolder.place(temp.toRealPath(), "ab".repeat(16));
        Files.createDirectories(place.getParent());
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeAgainAndAgain(place, enough));
        List<String> strange = new ArrayList<>();
        try {
            RecordedChunks.InFolder chunks = new RecordedChunks.InFolder(temp, 256);
            for (int i = 0; i < 2_000; i++) {
                chunks.some(0xab, new CellSource.Sink() {
                    @Override
                    public void cell(byte[] label, byte[] box) {
                        // it is whole
                    }

                    @Override
                    public void noRecord(String name, String reason) {
                        strange.add(name + ": " + reason);
                    }
                });
            }
        } finally {
            enough.set(true);
            writer.join();
        }
        assertThat(strange).isEmpty();
    }

    private static void writeAgainAndAgain(Path place, AtomicBoolean enough) {
        Path unfinished = place.resolveSibling(place.getFileName() + DurableFile.UNFINISHED);
        try {
            while (!enough.get()) {
                Files.write(unfinished, new byte[65_536]);
                Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
