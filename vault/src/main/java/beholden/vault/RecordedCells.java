package beholden.vault;

import beholden.ledger.CellSource;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// All that the ledger of a vault covers, for an audit: the cells of its store and the chunks of its files.
/// No keys are needed, and copies of both will do.
///
/// Whatever lies among them without being one, or where the vault would not look for it, is no record.
///
/// @param cells  belongs to the caller
/// @param chunks the vault's folder `chunks`; null if there is none
public record RecordedCells(CellReader cells, @Nullable Path chunks) implements CellSource {

    @Override
    public void forEach(Sink sink) throws IOException {
        cells.forEach(new CellReader.CellVisitor() {
            @Override
            public void visit(Cell cell) throws IOException {
                sink.cell(cell.label().bytes(), cell.box());
            }

            @Override
            public void noCell(String row) throws IOException {
                sink.noRecord("database", row);
            }
        });
        if (chunks != null) {
            // the folder itself may be named by a link; nothing inside it may be one
            Path root = chunks.toRealPath();
            Files.walkFileTree(root, new RecordedChunks(root, cells.boxLength(), sink));
        }
    }
}
