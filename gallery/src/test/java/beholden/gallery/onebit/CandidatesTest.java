package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {

    @RepeatedTest(1000)
    void all_that_reach_the_guaranteed_statistic_or_equal_the_best_are_kept_however_the_scan_was_split(
            RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        List<Long> statistics =
                random.longs(random.nextInt(1, 301), -20, 21).boxed().toList();
        int atLeast = random.nextInt(1, 41);
        long guaranteed = random.nextLong(-25, 26);

        Candidates.Kept kept = found(statistics, Candidates.Wanted.of(atLeast, guaranteed, 300), random);

        long last = statistics.stream()
                .sorted(Comparator.reverseOrder())
                .limit(atLeast)
                .reduce((_, later) -> later)
                .orElseThrow();
        assertThat(kept.complete()).isTrue();
        assertThat(kept.fill()).isEqualTo(last);
        assertThat(ordinals(kept)).isEqualTo(bestFirst(statistics, Math.min(guaranteed, last)));
    }

    @RepeatedTest(1000)
    void what_has_no_room_is_found_by_further_scans_below_the_last_key(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        List<Long> statistics =
                random.longs(random.nextInt(1, 301), -3, 4).boxed().toList();
        int atLeast = random.nextInt(1, 11);
        var wanted = Candidates.Wanted.of(atLeast, random.nextLong(-5, 6), random.nextInt(atLeast, 41));

        Candidates.Kept kept = found(statistics, wanted, random);
        long least = Math.min(wanted.guaranteed(), kept.fill());
        List<Integer> ordinals = new ArrayList<>(ordinals(kept));
        while (!kept.complete()) {
            assertThat(kept.keys()).hasSize(wanted.most());
            kept = found(statistics, wanted.further(least).below(kept.keys()[wanted.most() - 1]), random);
            ordinals.addAll(ordinals(kept));
        }

        List<Integer> expected = bestFirst(statistics, least);
        assertThat(ordinals).startsWith(expected.toArray(Integer[]::new)).doesNotHaveDuplicates();
        assertThat(ordinals.subList(expected.size(), ordinals.size()))
                .as("a further scan keeps one at least")
                .hasSizeLessThanOrEqualTo(1);
    }

    private static Candidates.Kept found(List<Long> statistics, Candidates.Wanted wanted, SplittableRandom random) {
        int parts = random.nextInt(1, 8);
        List<Candidates> found = new ArrayList<>();
        int share = Math.ceilDiv(statistics.size(), parts);
        for (int start = 0; start < statistics.size(); start += share) {
            Candidates part = new Candidates(wanted);
            for (int i = start; i < Math.min(start + share, statistics.size()); i++) {
                // as a scan does: what is below the threshold is not even offered
                if (statistics.get(i) >= part.threshold()) part.offer(statistics.get(i), i);
            }
            found.add(part);
        }
        return Candidates.merged(found);
    }

    private static List<Integer> ordinals(Candidates.Kept kept) {
        return Arrays.stream(kept.keys()).mapToObj(Candidates::ordinal).toList();
    }

    private static List<Integer> bestFirst(List<Long> statistics, long least) {
        return IntStream.range(0, statistics.size())
                .filter(i -> statistics.get(i) >= least)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -statistics.get(i)).thenComparing(i -> i))
                .toList();
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
        Candidates candidates = new Candidates(Candidates.Wanted.of(1, Long.MAX_VALUE >> 31, 1));

        candidates.offer(statistic, ordinal);

        assertThat(candidates.threshold()).isEqualTo(statistic);
        Candidates.Kept kept = Candidates.merged(List.of(candidates));
        assertThat(ordinals(kept)).containsExactly(ordinal);
        assertThat(Candidates.statistic(kept.keys()[0])).isEqualTo(statistic);
    }
}
