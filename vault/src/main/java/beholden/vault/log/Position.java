package beholden.vault.log;

/// A place in the log of one agency: before the cell `cell` of the epoch `epoch`.
///
/// An event's own position is that of its first cell. Positions of one log are ordered as its events were
/// appended.
///
/// @param epoch 0, 1, 2, …
/// @param cell  0, 1, 2, … within the epoch
public record Position(int epoch, long cell) implements Comparable<Position> {

    /// Before the first event.
    public static final Position START = new Position(0, 0);

    public Position {
        if (epoch < 0 || cell < 0) {
            throw new IllegalArgumentException("no such position: epoch " + epoch + ", cell " + cell);
        }
    }

    @Override
    public int compareTo(Position other) {
        return epoch != other.epoch ? Integer.compare(epoch, other.epoch) : Long.compare(cell, other.cell);
    }

    @Override
    public String toString() {
        return "epoch " + epoch + ", cell " + cell;
    }
}
