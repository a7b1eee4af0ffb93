package beholden.vault.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Cells for tests: random bytes, the same for the same seed.
final class Cells {
    static final int BOX = 1008;

    private final RandomGenerator random;

    Cells(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Cell next() {
        return new Cell(label(), box());
    }

    List<Cell> next(int count) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(next());
        }
        return cells;
    }

    Label label() {
        return new Label(bytes(Label.LENGTH));
    }

    byte[] box() {
        return bytes(BOX);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static List<Label> labels(List<Cell> cells) {
        return cells.stream().map(Cell::label).toList();
    }
}
