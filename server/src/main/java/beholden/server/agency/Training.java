package beholden.server.agency;

import java.time.LocalDate;

/// A course somebody has passed.
///
/// @param until the last day on which it counts
public record Training(String course, LocalDate on, LocalDate until) {

    public Training {
        if (until.isBefore(on)) throw new IllegalArgumentException("a training ends before it begins");
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(on) && !day.isAfter(until);
    }
}
