package beholden.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Reads a ledger's files from a folder.
record FolderSource(Path folder) implements TileSource {
    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(content.readNBytes(limit + 1));
        } catch (NoSuchFileException deleted_meanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public int readers() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public List<String> listing() throws IOException {
        Path tiles = folder.resolve("tile");
        if (!Files.isDirectory(tiles)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        Files.walkFileTree(tiles, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile())
                    found.add(folder.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }

            // The writer deletes partial tiles, at any moment, once the full one is there.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw failure;
            }
        });
        Collections.sort(found);
        return found;
    }
}
