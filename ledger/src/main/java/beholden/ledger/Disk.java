package beholden.ledger;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// Everything that a ledger does to its files, so that tests can stop it after any step and forget what was not
/// synced.
interface Disk {
    /// Creates the file or replaces its content; lost at a power failure until [#sync(Path)].
    void write(Path file, byte[] content) throws IOException;

    /// Adds to the file's end; lost at a power failure until [#sync(Path)].
    void append(Path file, byte[] content) throws IOException;

    /// Makes the file's content durable.
    void sync(Path file) throws IOException;

    /// Makes the names in the folder durable.
    void syncFolder(Path folder) throws IOException;

    /// Gives a file another name, whose old file is gone; one or the other at a power failure until
    /// [#syncFolder(Path)].
    void rename(Path from, Path to) throws IOException;

    /// Makes the folder, and those above it.
    void createFolders(Path folder) throws IOException;

    /// Deletes the file; it may be there again after a power failure until [#syncFolder(Path)].
    void delete(Path file) throws IOException;

    /// Deletes the folder and what is in it, if it exists; durable as soon as the folder above is synced.
    void deleteFolder(Path folder) throws IOException;

    /// The real disk.
    Disk REAL = new Disk() {
        @Override
        public void write(Path file, byte[] content) throws IOException {
            write(
                    file,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        }

        @Override
        public void append(Path file, byte[] content) throws IOException {
            write(file, content, StandardOpenOption.APPEND);
        }

        private void write(Path file, byte[] content, OpenOption... options) throws IOException {
            try (FileChannel channel = FileChannel.open(file, options)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }

        @Override
        public void sync(Path file) throws IOException {
            DurableFile.sync(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            DurableFile.syncFolder(folder);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            DurableFile.rename(from, to);
        }

        @Override
        public void createFolders(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.delete(file);
        }

        @Override
        public void deleteFolder(Path folder) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    };
}
