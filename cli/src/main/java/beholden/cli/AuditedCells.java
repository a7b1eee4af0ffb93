package beholden.cli;

import beholden.ledger.CellSource;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an audit compares with the ledger: every cell of a database, and every chunk of a folder, whose files have
/// their label for a name.
record AuditedCells(CellReader cells, @Nullable Path chunks) implements CellSource {
    private static final int NAME = 2 * Label.LENGTH;

    @Override
    public long count() throws IOException {
        if (chunks == null) return cells.count();
        try (Stream<Path> files = Files.walk(chunks)) {
            return cells.count() + files.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public void forEach(Sink sink) throws IOException {
        cells.forEach(cell -> sink.cell(cell.label().bytes(), cell.box()));
        if (chunks == null) return;
        try (Stream<Path> files = Files.walk(chunks)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                if (Files.isRegularFile(file)) sink.cell(label(file), Files.readAllBytes(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] label(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            if (name.length() == NAME) return HexFormat.of().parseHex(name);
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IOException(file + ": this is no chunk; its name should be a label, " + NAME + " hexadecimal digits");
    }
}
