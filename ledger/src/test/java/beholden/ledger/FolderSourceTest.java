package beholden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void partial_tiles_may_go_while_a_ledger_is_listed() throws IOException {
        Path full = Files.createDirectories(temp.resolve("tile/0")).resolve("000");
        Files.write(full, new byte[32]);
        FolderSource source = new FolderSource(temp);
        AtomicBoolean listed = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeAndDelete(listed));
        try {
            for (int i = 0; i < 2_000; i++) assertThat(source.listing()).contains("tile/0/000");
        } finally {
            listed.set(true);
            writer.join();
        }
    }

    private void writeAndDelete(AtomicBoolean enough) {
        try {
            while (!enough.get()) {
                Path partials = Files.createDirectories(temp.resolve("tile/0/001.p"));
                for (int i = 1; i < 9; i++) Files.write(partials.resolve(String.valueOf(i)), new byte[32]);
                for (int i = 1; i < 9; i++) Files.delete(partials.resolve(String.valueOf(i)));
                Files.delete(partials);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
