package beholden.drill.world;

import beholden.vault.cell.Cell;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Features of the bytes of the cells themselves.
final class BoxFeatures {
    /// Tink's prefix of a key: one byte of format, four of its id.
    private static final int PREFIX = 5;

    private static final int BLOCK = 16;

    private BoxFeatures() {}

    static void measure(Features features, List<Cell> cells) {
        features.put("rows", cells.size());
        if (cells.isEmpty()) return;
        int boxLength = cells.getFirst().box().length;
        byte[] boxes = new byte[cells.size() * boxLength];
        byte[] labels = new byte[cells.size() * BLOCK];
        Set<ByteBuffer> prefixes = new HashSet<>();
        Set<ByteBuffer> blocks = new HashSet<>();
        int repeated = 0;
        int zeros = 0;
        for (int row = 0; row < cells.size(); row++) {
            byte[] box = cells.get(row).box();
            System.arraycopy(box, 0, boxes, row * boxLength, boxLength);
            System.arraycopy(cells.get(row).label().bytes(), 0, labels, row * BLOCK, BLOCK);
            prefixes.add(ByteBuffer.wrap(Arrays.copyOf(box, PREFIX)));
            for (int at = 0; at + BLOCK <= boxLength; at += BLOCK) {
                if (!blocks.add(ByteBuffer.wrap(Arrays.copyOfRange(box, at, at + BLOCK)))) repeated++;
            }
            for (int at = boxLength - 1; at >= 0 && box[at] == 0; at--) zeros++;
        }
        features.putNoise("boxes", boxes);
        features.putNoise("labels", labels);
        features.put("boxes, largest χ² of one column", largestColumn(boxes, boxLength));
        features.put("labels, largest χ² of one column", largestColumn(labels, BLOCK));
        features.put("boxes, equal beginnings", cells.size() - prefixes.size());
        features.put("boxes, repeated blocks", repeated);
        features.put("boxes, zeros at the end", zeros);
    }

    private static double largestColumn(byte[] rows, int width) {
        double largest = 0;
        for (int column = 0; column < width; column++) {
            largest = Math.max(largest, Features.chiSquare(rows, column, width));
        }
        return largest;
    }
}
