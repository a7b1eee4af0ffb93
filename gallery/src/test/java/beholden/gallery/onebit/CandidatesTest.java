package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CandidatesTest {

    @Property
    void all_that_reach_the_guaranteed_statistic_and_the_best_besides_are_kept_however_the_scan_was_split(
            @ForAll @Size(min = 1, max = 300) List<@LongRange(min = -20, max = 20) Long> statistics,
            @ForAll @IntRange(min = 1, max = 40) int atLeast,
            @ForAll @LongRange(min = -25, max = 25) long guaranteed,
            @ForAll @IntRange(min = 1, max = 7) int parts) {
        List<Candidates> found = new ArrayList<>();
        int share = Math.ceilDiv(statistics.size(), parts);
        for (int start = 0; start < statistics.size(); start += share) {
            Candidates part = new Candidates(atLeast, guaranteed);
            for (int i = start; i < Math.min(start + share, statistics.size()); i++) {
                // as a scan does: what is below the threshold is not even offered
                if (statistics.get(i) >= part.threshold()) part.offer(statistics.get(i), i);
            }
            found.add(part);
        }

        int[] ordinals = Candidates.ordinals(found);

        TreeSet<Integer> expected = new TreeSet<>();
        IntStream.range(0, statistics.size())
                .filter(i -> statistics.get(i) >= guaranteed)
                .forEach(expected::add);
        IntStream.range(0, statistics.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -statistics.get(i)).thenComparing(i -> i))
                .limit(atLeast)
                .forEach(expected::add);
        assertThat(ordinals).containsExactly(expected.stream().mapToInt(i -> i).toArray());
    }

    @Property
    void the_largest_statistics_and_ordinals_fit_into_a_key(
            @ForAll @IntRange(min = 0) int ordinal, @ForAll @IntRange(min = -1, max = 1) int sign) {
        // 2¹⁶·(15·D) + factor·alignment for the largest dimension stays below this
        long statistic = sign * ((1L << 32) - 1);
        Candidates candidates = new Candidates(1, Long.MAX_VALUE);

        candidates.offer(statistic, ordinal);

        assertThat(candidates.ordinals()).containsExactly(ordinal);
        assertThat(candidates.threshold()).isEqualTo(statistic + 1);
    }
}
