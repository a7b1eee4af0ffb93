package beholden.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// How a tree divides, and which parts of it make up a proof.
public final class Subtrees {
    private Subtrees() {}

    /// The leaves from `start` (counted) to `end` (not counted).
    public record Range(long start, long end) {
        /// @throws IllegalArgumentException if the range is empty or begins below zero
        public Range {
            if (start < 0 || start >= end) {
                throw new IllegalArgumentException("not a range of leaves: [" + start + ", " + end + ")");
            }
        }

        /// How many leaves.
        public long size() {
            return end - start;
        }

        private Range after(long leaves) {
            return new Range(start + leaves, end + leaves);
        }
    }

    /// The leaves left of the root: the largest power of two below `size` (RFC 6962 §2.1).
    ///
    /// @param size 2 or more
    public static long leftOf(long size) {
        return Long.highestOneBit(size - 1);
    }

    /// Whether `[start, end)`, not empty, is a subtree: `start` is a multiple of the smallest power of two that
    /// is no less than `end - start`.
    static boolean isSubtree(long start, long end) {
        long size = end - start;
        if (size == 1) {
            return true;
        }
        long width = leftOf(size) << 1;
        // Wider than 2^62: only a subtree that starts at 0 fits.
        return width <= 0 ? start == 0 : (start & (width - 1)) == 0;
    }

    /// The ranges whose roots are the audit path of the leaf at `index` in a tree of `size`, in the proof's
    /// order.
    public static List<Range> ofInclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Range> ranges = new ArrayList<>();
        add(index, index + 1, new Range(0, size), true, ranges);
        return ranges;
    }

    /// The ranges whose roots prove that the tree of `oldSize` is the beginning of the tree of `newSize`, in
    /// the proof's order; none for the empty tree.
    public static List<Range> ofConsistency(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree of " + oldSize + " does not grow to " + newSize);
        }
        List<Range> ranges = new ArrayList<>();
        if (oldSize > 0) {
            add(0, oldSize, new Range(0, newSize), true, ranges);
        }
        return ranges;
    }

    // SUBTREE_PROOF of draft-ietf-plants-merkle-tree-certs; start and end are counted from the beginning of
    // `tree`.
    private static void add(long start, long end, Range tree, boolean whole, List<Range> ranges) {
        long size = tree.size();
        if (start == 0 && end == size) {
            if (!whole) {
                ranges.add(tree);
            }
            return;
        }
        long left = leftOf(size);
        Range inLeft = new Range(0, left).after(tree.start());
        Range inRight = new Range(left, size).after(tree.start());
        if (end <= left) {
            add(start, end, inLeft, whole, ranges);
            ranges.add(inRight);
        } else if (start >= left) {
            add(start - left, end - left, inRight, whole, ranges);
            ranges.add(inLeft);
        } else {
            add(0, end - left, inRight, false, ranges);
            ranges.add(inLeft);
        }
    }
}
