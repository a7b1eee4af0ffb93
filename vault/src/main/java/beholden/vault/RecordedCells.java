package beholden.vault;

import beholden.ledger.CellSource;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All that the ledger of a vault covers, for an audit: the cells of its store and the chunks of its files.
/// No keys are needed, and copies of both will do.
///
/// @param cells  belongs to the caller
/// @param chunks the vault's folder `chunks`
public record RecordedCells(CellReader cells, Path chunks) implements CellSource {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + 2 * Label.LENGTH + "}");

    @Override
    public long count() throws IOException {
        try (Stream<Path> files = files()) {
            return cells.count() + files.count();
        }
    }

    @Override
    public void forEach(Sink sink) throws IOException {
        cells.forEach(cell -> sink.cell(cell.label().bytes(), cell.box()));
        try (Stream<Path> files = files()) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                if (Files.size(file) > VaultSettings.MAX_CHUNK) {
                    throw new VaultException("%s: %,d bytes; a chunk has at most %,d; move the file away"
                            .formatted(file, Files.size(file), VaultSettings.MAX_CHUNK));
                }
                sink.cell(HexFormat.of().parseHex(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    // a crash leaves at most a file with another name, which the next opening writes again under its own
    private Stream<Path> files() throws IOException {
        return Files.walk(chunks)
                .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
                .filter(Files::isRegularFile);
    }
}
