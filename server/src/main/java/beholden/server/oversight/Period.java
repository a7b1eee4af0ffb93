package beholden.server.oversight;

import beholden.server.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The days looked at.
///
/// @param to   the last one, at most [#MOST_DAYS] after the first
/// @param zone where the agency works: what a day is, and what night is
record Period(LocalDate from, LocalDate to, ZoneId zone) {
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 30;
    private static final ValueRange YEARS = ValueRange.of(1900, 9998);

    Period {
        requireUsualYear(from);
        requireUsualYear(to);
        if (to.isBefore(from)) throw Refusal.invalid("to: " + to + " is before from, " + from);
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw Refusal.invalid("from " + from + " to " + to + ": look at " + MOST_DAYS + " days at most");
        }
    }

    /// @param from null for 30 days up to `to`
    /// @param to   null for today
    /// @param zone such as `Europe/Paris`; null for UTC
    /// @throws Refusal if that makes no period
    static Period of(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String zone, Instant now) {
        ZoneId there = zone(zone);
        LocalDate last = to == null ? LocalDate.ofInstant(now, there) : to;
        requireUsualYear(last);
        return new Period(from == null ? last.minusDays(USUAL_DAYS - 1) : from, last, there);
    }

    // Beyond, there may be no day before or after.
    private static void requireUsualYear(LocalDate day) {
        if (!YEARS.isValidValue(day.getYear())) {
            throw Refusal.invalid(
                    "from, to: give days of the years " + YEARS.getMinimum() + " to " + YEARS.getMaximum());
        }
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return ZoneId.of(zone == null ? "UTC" : zone);
        } catch (DateTimeException _) {
            throw Refusal.invalid("zone: name one of the time zone database, such as Europe/Paris");
        }
    }

    ZonedDateTime local(Instant at) {
        return at.atZone(zone);
    }

    boolean holds(Instant at) {
        LocalDate day = local(at).toLocalDate();
        return !day.isBefore(from) && !day.isAfter(to);
    }

    Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }
}
