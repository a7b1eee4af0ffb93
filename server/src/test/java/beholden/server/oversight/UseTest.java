package beholden.server.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.oversight.UsedSearch.End;
import beholden.server.refusal.Refusal;
import beholden.server.search.SearchId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseTest {
    private static final Instant NOON = Instant.parse("2031-03-10T12:00:00Z");
    private static final Instant NOW = Instant.parse("2031-03-31T12:00:00Z");
    private static final Period MARCH = Period.of(LocalDate.of(2031, 3, 1), LocalDate.of(2031, 3, 31), null, NOW);
    private static final List<AccountId> ACCOUNTS =
            Stream.generate(AccountId::random).limit(3).toList();
    private static final List<CaseId> CASES =
            Stream.generate(CaseId::random).limit(4).toList();

    private static UsedSearch at(Instant at, End end, String probe, @Nullable String first) {
        return new UsedSearch(
                SearchId.random(), Optional.of(ACCOUNTS.getFirst()), CASES.getFirst(), at, end, probe, first);
    }

    private static List<UsedSearch> searches(SplittableRandom random) {
        return Stream.generate(() -> new UsedSearch(
                        SearchId.random(),
                        Optional.of(any(ACCOUNTS, random)),
                        any(CASES, random),
                        Instant.parse("2031-03-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(31 * 24 * 60))),
                        any(List.of(End.values()), random),
                        any(List.of("p", "q", "r", "s"), random),
                        random.nextInt(10) < 3 ? null : any(List.of("f", "g", "h"), random)))
                .limit(random.nextInt(41))
                .toList();
    }

    private static <T> T any(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    @RepeatedTest(200)
    void every_search_is_counted_once_for_its_account_its_case_and_its_day(RepetitionInfo repetition) {
        List<UsedSearch> all = searches(new SplittableRandom(repetition.getCurrentRepetition()));
        Use use = Use.of(all, MARCH);

        for (Collection<Use.Count> counts : List.of(
                use.perAccount().values(), use.perCase().values(), use.perDay().values())) {
            assertThat(counts.stream().mapToInt(Use.Count::searches).sum())
                    .isEqualTo(all.stream().filter(of -> !of.refused()).count());
            assertThat(counts.stream().mapToInt(Use.Count::refused).sum())
                    .isEqualTo(all.stream().filter(UsedSearch::refused).count());
            assertThat(counts.stream().mapToInt(Use.Count::leads).sum())
                    .isEqualTo(all.stream().filter(of -> of.end() == End.LEAD).count());
        }
        assertThat(use.perDay()).hasSize(31);
    }

    @RepeatedTest(200)
    void outliers_do_not_hang_on_the_order_of_searches(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<UsedSearch> all = searches(random);
        List<UsedSearch> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(random.nextLong()));

        assertThat(told(Outlier.among(shuffled, MARCH, NOW))).isEqualTo(told(Outlier.among(all, MARCH, NOW)));
    }

    private static HashSet<Object> told(List<Outlier> outliers) {
        HashSet<Object> told = new HashSet<>();
        outliers.forEach(of -> told.add(List.of(of.kind(), new HashSet<>(of.searches()))));
        return told;
    }

    @RepeatedTest(200)
    void more_searches_never_hide_an_outlier(RepetitionInfo repetition) {
        List<UsedSearch> all = searches(new SplittableRandom(repetition.getCurrentRepetition()));
        HashSet<SearchId> of = new HashSet<>();
        Outlier.among(all, MARCH, NOW).forEach(it -> of.addAll(it.searches()));
        List<UsedSearch> more = new ArrayList<>(all);
        more.add(at(NOON, End.NO_LEAD, "p", "f"));

        HashSet<SearchId> later = new HashSet<>();
        Outlier.among(more, MARCH, NOW).forEach(it -> later.addAll(it.searches()));

        assertThat(later).containsAll(of);
    }

    @ParameterizedTest
    @CsvSource({
        "2031-03-10T21:59:59Z,UTC,false",
        "2031-03-10T22:00:00Z,UTC,true",
        "2031-03-10T05:59:59Z,UTC,true",
        "2031-03-10T06:00:00Z,UTC,false",
        "2031-03-10T21:30:00Z,Europe/Paris,true",
        "2031-03-10T05:30:00Z,Europe/Paris,false"
    })
    void night_is_where_the_agency_works(Instant at, String zone, boolean odd) {
        Period there = Period.of(MARCH.from(), MARCH.to(), zone, NOW);

        List<Outlier> outliers = Outlier.among(List.of(at(at, End.NO_LEAD, "p", "f")), there, NOW);

        assertThat(outliers.stream().anyMatch(of -> of.kind() == Outlier.Kind.ODD_HOURS))
                .isEqualTo(odd);
    }

    @Test
    void a_face_searched_three_times_stands_out_and_one_searched_twice_does_not() {
        List<UsedSearch> searches =
                new ArrayList<>(List.of(at(NOON, End.NO_LEAD, "p", "f"), at(NOON, End.REFUSED, "p", null)));
        assertThat(Outlier.among(searches, MARCH, NOW)).isEmpty();

        searches.add(at(NOON, End.LEAD, "p", "g"));

        assertThat(Outlier.among(searches, MARCH, NOW))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).isEqualTo("3 searches with the same face of a photo"));
    }

    @Test
    void a_person_found_first_by_three_photos_stands_out_once() {
        List<UsedSearch> searches = List.of(
                at(NOON, End.NO_LEAD, "p", "f"), at(NOON, End.NO_LEAD, "q", "f"), at(NOON, End.NO_LEAD, "r", "f"));

        assertThat(Outlier.among(searches, MARCH, NOW))
                .singleElement()
                .satisfies(it -> assertThat(it.searches()).hasSize(3));
    }

    @Test
    void a_search_without_an_outcome_stands_out_after_seven_days() {
        UsedSearch open = at(NOON, End.OPEN, "p", "f");

        assertThat(Outlier.among(List.of(open), MARCH, NOON.plus(Duration.ofDays(7))))
                .isEmpty();
        assertThat(Outlier.among(
                        List.of(open), MARCH, NOON.plus(Duration.ofDays(7)).plusMillis(1)))
                .singleElement()
                .satisfies(it -> assertThat(it.kind()).isEqualTo(Outlier.Kind.NO_OUTCOME));
        assertThat(Outlier.among(List.of(at(NOON, End.REFUSED, "p", null)), MARCH, NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2031-03-02,2031-03-01,UTC",
        "2031-01-01,2032-01-03,UTC",
        "-999999999-01-01,+999999999-12-31,UTC",
        "+999999999-12-31,+999999999-12-31,UTC",
        ",-999999999-01-01,UTC",
        "2031-03-01,2031-03-02,Mars/Olympus"
    })
    void what_is_no_period_is_refused(@Nullable LocalDate from, LocalDate to, String zone) {
        assertThatThrownBy(() -> Period.of(from, to, zone, NOW)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"=1+1,'''=1+1'", "@SUM,'''@SUM'", "-1,'''-1'", "2031/7,2031/7", "'',''"})
    void a_spreadsheet_takes_no_text_for_a_formula(String typed, String written) {
        assertThat(SearchTable.plain(typed)).isEqualTo(written);
    }
}
