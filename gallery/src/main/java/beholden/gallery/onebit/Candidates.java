package beholden.gallery.onebit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.LongHeap;

/// Vectors that one probe keeps of those compared so far: all that reach the guaranteed statistic, and the best
/// ones besides.
///
/// Which those are depends on the vectors only, not on their order or on how they were split: equal statistics are
/// ranked by ordinal. For one thread.
final class Candidates {

    /// Statistic and ordinal in one number: larger is a better statistic, or the same one and a lower ordinal.
    private static final int ORDINAL_BITS = 31;

    private static final long ORDINAL_MASK = (1L << ORDINAL_BITS) - 1;

    private final int atLeast;
    private final long guaranteed;
    private final LongHeap best;
    private long[] reached = new long[64];
    private int reachedCount;

    /// @param atLeast     how many to keep even if they do not reach the guaranteed statistic, 1 or more
    /// @param guaranteed  see [QuantizedProbe#guaranteed]
    Candidates(int atLeast, long guaranteed) {
        this.atLeast = atLeast;
        this.guaranteed = guaranteed;
        this.best = new LongHeap(atLeast);
    }

    /// Threshold that a statistic has to reach to change anything here, if ordinals come in ascending order.
    long threshold() {
        if (best.size() < atLeast) return Long.MIN_VALUE;
        return Math.min(guaranteed, (best.top() >> ORDINAL_BITS) + 1);
    }

    void offer(long statistic, int ordinal) {
        long key = statistic << ORDINAL_BITS | (ORDINAL_MASK - ordinal);
        if (statistic >= guaranteed) {
            reached = ArrayUtil.grow(reached, reachedCount + 1);
            reached[reachedCount++] = key;
        }
        keepIfBest(key);
    }

    private void keepIfBest(long key) {
        if (best.size() < atLeast) {
            best.push(key);
        } else if (key > best.top()) {
            best.updateTop(key);
        }
    }

    /// Ordinals to rescore, ascending, of a scan that was split over several of these.
    static int[] ordinals(List<Candidates> parts) {
        Candidates first = parts.getFirst();
        Candidates all = new Candidates(first.atLeast, first.guaranteed);
        for (Candidates part : parts) {
            part.bestKeys().forEach(all::keepIfBest);
        }
        LongStream reached = parts.stream().flatMapToLong(part -> Arrays.stream(part.reached, 0, part.reachedCount));
        LongStream besides = all.bestKeys().filter(key -> key >> ORDINAL_BITS < first.guaranteed);
        return LongStream.concat(reached, besides)
                .mapToInt(key -> (int) (ORDINAL_MASK - (key & ORDINAL_MASK)))
                .sorted()
                .toArray();
    }

    int[] ordinals() {
        return ordinals(List.of(this));
    }

    private LongStream bestKeys() {
        // Lucene's heap counts from one
        return LongStream.rangeClosed(1, best.size()).map(i -> best.get((int) i));
    }
}
