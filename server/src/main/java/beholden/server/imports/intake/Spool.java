package beholden.server.imports.intake;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Folder in which handed-in files lie until they are imported, under numbers: no name from outside becomes a path.
///
/// ```
/// photos/00000001   a file, as it came
/// names.jsonl       line by line: {"file": 1, "name": …} or {"name": …, "refused": …}
/// ```
final class Spool implements Closeable {
    static final String PHOTOS = "photos";
    static final String NAMES = "names.jsonl";
    private static final int BUFFER = 1 << 16;

    private final Path photos;
    private final Allowance allowance;
    private final BufferedWriter names;
    private final byte[] buffer = new byte[BUFFER];
    private int last;

    /// A line of `names.jsonl`.
    ///
    /// @param file    number of the file; null if it was not kept
    /// @param refused why it was not kept; null if it was
    record Line(
            @Nullable Integer file, String name, @Nullable String refused) {}

    Spool(Path folder, Allowance allowance) throws IOException {
        this.photos = Files.createDirectory(folder.resolve(PHOTOS));
        this.allowance = allowance;
        this.names = Files.newBufferedWriter(folder.resolve(NAMES), StandardCharsets.UTF_8);
    }

    static Path photo(Path folder, int number) {
        return folder.resolve(PHOTOS).resolve("%08d".formatted(number));
    }

    /// Keeps a file, unless it is too large for a photo; reads it to its end either way.
    void keep(FileName name, InputStream in) throws IOException {
        allowance.file();
        int number = ++last;
        Path file = photos.resolve("%08d".formatted(number));
        if (copy(in, file)) {
            line(new Line(number, name.text(), null));
        } else {
            Files.delete(file);
            line(new Line(
                    null,
                    name.text(),
                    "%s: more than %,d bytes, which is the limit of a photo"
                            .formatted(name.text(), allowance.limits().fileBytes())));
        }
    }

    private boolean copy(InputStream in, Path file) throws IOException {
        long room = allowance.limits().fileBytes();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                allowance.bytes(read);
                if (room >= read) write(out, read);
                room -= read;
            }
        }
        return room >= 0;
    }

    // Told apart from what cannot be read: that is the fault of what was handed in.
    private void write(OutputStream out, int length) throws IntakeException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new IntakeException("the server's disk takes no more: " + e.getMessage(), e);
        }
    }

    /// Names a file that is not kept, and reads it to its end.
    void refuse(FileName name, String why, InputStream in) throws IOException {
        pass(in);
        allowance.file();
        line(new Line(null, name.text(), name.text() + ": " + why));
    }

    /// Reads to the end what nobody meant to hand in.
    void pass(InputStream in) throws IOException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) allowance.bytes(read);
    }

    private void line(Line line) throws IOException {
        names.write(JsonMapper.shared().writeValueAsString(line));
        names.write('\n');
    }

    @Override
    public void close() throws IOException {
        names.close();
    }
}
