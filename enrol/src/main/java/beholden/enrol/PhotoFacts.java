package beholden.enrol;

import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Facts known of a photo before it is looked at.
///
/// @param name     what reports call it; anything, since it may come from outside
/// @param title    for people who look at a candidate; on one line, as
///     [beholden.ground.TypedText#printable(String)]
/// makes it
/// @param link     back to where it came from
/// @param captured the day it was taken, where that is known better than from its metadata
public record PhotoFacts(
        String name,
        String title,
        @Nullable URI link,
        @Nullable LocalDate captured) {}
