package beholden.ledger;

import beholden.ground.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A database of cells in memory, in an order of its own, as it is after compaction.
final class CellsFixture implements CellSource {
    /// A record of the database.
    record Cell(byte[] label, byte[] box) {
        byte[] entry() {
            MessageDigest sha256 = Sha256.digest();
            sha256.update(label);
            return sha256.digest(box);
        }
    }

    final List<Cell> cells = new ArrayList<>();

    /// `count` cells with boxes of 64 bytes.
    CellsFixture(int count) {
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            byte[] label = new byte[16];
            byte[] box = new byte[64];
            random.nextBytes(label);
            random.nextBytes(box);
            cells.add(new Cell(label, box));
        }
    }

    List<byte[]> entries() {
        return cells.stream().map(Cell::entry).toList();
    }

    @Override
    public void forEach(Sink sink) throws IOException {
        List<Cell> sorted = cells.stream()
                .sorted((one, other) -> Arrays.compareUnsigned(one.label(), other.label()))
                .toList();
        for (Cell cell : sorted) {
            sink.cell(cell.label(), cell.box());
        }
    }
}
