package beholden.gallery.onebit;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.IntroSelector;
import org.apache.lucene.util.LongHeap;

/// Vectors that one probe keeps of those compared so far: all whose statistic reaches the guaranteed one or that of the
/// best few, but only the best of them where they are too many.
///
/// Which those are depends on the vectors only, not on their order or on how they were split. For one thread.
final class Candidates {

    /// Statistic and ordinal in one number: larger is a better statistic, or the same one and a lower ordinal.
    private static final int ORDINAL_BITS = 31;

    private static final long ORDINAL_MASK = (1L << ORDINAL_BITS) - 1;

    /// What is to be kept.
    ///
    /// @param atLeast     vectors to keep even if they do not reach the guaranteed statistic, with all that equal
    ///     the last of them; 1 or more
    /// @param guaranteed  statistic from which all are kept
    /// @param most        vectors to keep at most, the best; no less than `atLeast`
    /// @param highest     key above which none are kept
    record Wanted(int atLeast, long guaranteed, int most, long highest) {

        /// A first scan's, of every vector.
        static Wanted of(int atLeast, long guaranteed, int most) {
            return new Wanted(atLeast, guaranteed, most, Long.MAX_VALUE);
        }

        /// Wish of later scans: what was to be kept and had no room, down to this statistic.
        Wanted further(long statistic) {
            return new Wanted(1, statistic, most, highest);
        }

        /// What is worse than this key, of what is wanted here.
        Wanted below(long key) {
            return new Wanted(atLeast, guaranteed, most, key - 1);
        }
    }

    /// Vectors found by a whole scan, best first.
    ///
    /// @param keys      for [#statistic] and [#ordinal], descending
    /// @param fill      statistic that all kept ones reach if there are no more than wanted: that of the last of
    ///     the `atLeast` best, or the lowest of all where there are fewer
    /// @param complete  whether no vector that was wanted had to be dropped; if any had, there are as many keys as
    ///     wanted at most, and the dropped ones are below the last
    record Kept(long[] keys, long fill, boolean complete) {}

    private final Wanted wanted;
    private final LongHeap best;
    private long[] keys = new long[64];
    private int count;
    private long least = Long.MIN_VALUE;
    private long missingBelow = Long.MIN_VALUE;

    Candidates(Wanted wanted) {
        this.wanted = wanted;
        this.best = new LongHeap(wanted.atLeast);
    }

    static long statistic(long key) {
        return key >> ORDINAL_BITS;
    }

    static int ordinal(long key) {
        return (int) (ORDINAL_MASK - (key & ORDINAL_MASK));
    }

    /// Statistic that a vector has to reach to change anything here, if ordinals come in ascending order.
    long threshold() {
        // A higher ordinal of the least key's statistic would be a lower key.
        return least == Long.MIN_VALUE ? Long.MIN_VALUE : least + ORDINAL_MASK >> ORDINAL_BITS;
    }

    void offer(long statistic, int ordinal) {
        offer(statistic << ORDINAL_BITS | (ORDINAL_MASK - ordinal));
    }

    private void offer(long key) {
        if (key < least || key > wanted.highest) return;
        best.insertWithOverflow(statistic(key));
        least = Math.max(least, leastWanted());
        keys = ArrayUtil.grow(keys, count + 1);
        keys[count++] = key;
        if (count >= 2L * wanted.most) dropWorst();
    }

    /// The key from which all are wanted.
    private long leastWanted() {
        if (best.size() < wanted.atLeast) return Long.MIN_VALUE;
        return Math.min(wanted.guaranteed, best.top()) << ORDINAL_BITS;
    }

    /// Drops keys below the least one wanted, which has risen meanwhile, and all but the best where still more are left
    /// than may be kept.
    private void dropWorst() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (keys[i] >= least) keys[kept++] = keys[i];
        }
        count = kept;
        if (count <= wanted.most) return;
        new Descending(keys).select(0, count, wanted.most - 1);
        count = wanted.most;
        least = keys[count - 1];
        missingBelow = least;
    }

    /// Vectors kept in a scan that was split over several of these.
    static Kept merged(List<Candidates> parts) {
        Candidates all = new Candidates(parts.getFirst().wanted);
        for (Candidates part : parts) {
            for (int i = 0; i < part.count; i++) all.offer(part.keys[i]);
            all.missingBelow = Math.max(all.missingBelow, part.missingBelow);
        }
        all.dropWorst();
        long[] keys = Arrays.copyOf(all.keys, all.count);
        Arrays.sort(keys);
        for (int i = 0; i < keys.length / 2; i++) {
            long better = keys[keys.length - 1 - i];
            keys[keys.length - 1 - i] = keys[i];
            keys[i] = better;
        }
        long fill = all.best.size() == 0 ? Long.MIN_VALUE : all.best.top();
        return new Kept(keys, fill, all.missingBelow <= all.leastWanted());
    }

    /// Partial order of keys, the largest first.
    private static final class Descending extends IntroSelector {
        private final long[] keys;
        private long pivot;

        Descending(long[] keys) {
            this.keys = keys;
        }

        @Override
        protected void swap(int i, int j) {
            long key = keys[i];
            keys[i] = keys[j];
            keys[j] = key;
        }

        @Override
        protected void setPivot(int i) {
            pivot = keys[i];
        }

        @Override
        protected int comparePivot(int j) {
            return Long.compare(keys[j], pivot);
        }
    }
}
