package beholden.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 2);

    private static Source source(@Nullable Integer retentionDays) {
        return new Source(SourceId.random(), terms(retentionDays), noon(0), null, null, null);
    }

    private static SourceTerms terms(@Nullable Integer retentionDays) {
        return new SourceTerms(
                "Harbour archive",
                "Port of Eastmoor",
                SourceKind.AGREEMENT,
                "Agreement of 2 May 2026",
                "none needed",
                "archive@example.org",
                FIRST,
                FIRST.plusYears(2),
                retentionDays,
                Set.of("GB"));
    }

    private static LocalDate day(int number) {
        return FIRST.plusDays(number);
    }

    private static Instant noon(int day) {
        return day(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    @Test
    void a_retention_that_is_set_or_shortened_acts_on_the_third_day_after() {
        Source set = source(null).with(terms(365), noon(0));
        Source shortened = source(365).with(terms(1), noon(0));

        assertThat(set.retentionOn(day(2))).isNull();
        assertThat(set.retentionOn(day(3))).isEqualTo(365);
        assertThat(shortened.retentionOn(day(2))).isEqualTo(365);
        assertThat(shortened.retentionOn(day(3))).isEqualTo(1);
    }

    @Test
    void a_retention_that_is_shortened_step_by_step_acts_on_the_third_day_after_the_last_step() {
        Source source = source(365).with(terms(100), noon(0)).with(terms(1), noon(2));

        assertThat(source.retentionOn(day(4))).isEqualTo(365);
        assertThat(source.retentionOn(day(5))).isEqualTo(1);
    }

    @Test
    void a_longer_retention_acts_at_once_and_other_terms_do_not_renew_the_days_of_grace() {
        Source shortened = source(365).with(terms(1), noon(0));

        assertThat(shortened.with(terms(400), noon(1)).retentionOn(day(1))).isEqualTo(400);
        assertThat(shortened.with(terms(null), noon(1)).retentionOn(day(1))).isNull();
        assertThat(shortened.with(terms(1), noon(2)).retentionOn(day(3))).isEqualTo(1);
    }

    @Test
    void the_end_of_a_source_and_its_return_leave_its_days_of_grace_as_they_are() {
        Source.End end = new Source.End(noon(1), null, Source.Reason.EXPIRED, "", null);
        Source source = source(365).with(terms(1), noon(0)).ended(end).restored();

        assertThat(source.retentionOn(day(2))).isEqualTo(365);
        assertThat(source.retentionOn(day(3))).isEqualTo(1);
    }
}
