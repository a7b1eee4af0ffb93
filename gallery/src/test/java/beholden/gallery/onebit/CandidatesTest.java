package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {

    @RepeatedTest(1000)
    void all_that_reach_the_guaranteed_statistic_and_the_best_besides_are_kept_however_the_scan_was_split(
            RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        List<Long> statistics =
                random.longs(random.nextInt(1, 301), -20, 21).boxed().toList();
        int atLeast = random.nextInt(1, 41);
        long guaranteed = random.nextLong(-25, 26);
        int parts = random.nextInt(1, 8);
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

    @ParameterizedTest
    @CsvSource({
        "0, -1",
        "0, 0",
        "0, 1",
        "1, -1",
        "12345678, 1",
        "2147483646, -1",
        "2147483647, -1",
        "2147483647, 0",
        "2147483647, 1"
    })
    void the_largest_statistics_and_ordinals_fit_into_a_key(int ordinal, int sign) {
        // 2¹⁶·(15·D) + factor·alignment for the largest dimension stays below this
        long statistic = sign * ((1L << 32) - 1);
        Candidates candidates = new Candidates(1, Long.MAX_VALUE);

        candidates.offer(statistic, ordinal);

        assertThat(candidates.ordinals()).containsExactly(ordinal);
        assertThat(candidates.threshold()).isEqualTo(statistic + 1);
    }
}
