package beholden.gallery;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which faces a search may consider. Start from [#everything()] and narrow.
///
/// @param onlySources    if given, faces of these sources alone; an empty set admits nobody
/// @param withoutSources faces of these sources are left out, whatever `onlySources` says
/// @param takenFrom      if given, only photos known to be taken on this day or later
/// @param takenUntil     if given, only photos known to be taken on this day or earlier
/// @param minQuality     0..100
/// @param withoutFaces   faces left out by id
public record Scope(
        @Nullable Set<String> onlySources,
        Set<String> withoutSources,
        @Nullable LocalDate takenFrom,
        @Nullable LocalDate takenUntil,
        int minQuality,
        Set<String> withoutFaces) {

    private static final Scope EVERYTHING = new Scope(null, Set.of(), null, null, 0, Set.of());

    public Scope {
        onlySources = onlySources == null ? null : Set.copyOf(onlySources);
        withoutSources = Set.copyOf(withoutSources);
        withoutFaces = Set.copyOf(withoutFaces);
        if (takenFrom != null && takenUntil != null && takenFrom.isAfter(takenUntil)) {
            throw new IllegalArgumentException(
                    "capture dates from " + takenFrom + " until " + takenUntil + " hold no day");
        }
        if (minQuality < 0 || minQuality > 100) {
            throw new IllegalArgumentException("minimum quality " + minQuality + " is outside 0..100");
        }
    }

    public static Scope everything() {
        return EVERYTHING;
    }

    public Scope onlySources(Collection<String> sources) {
        return new Scope(Set.copyOf(sources), withoutSources, takenFrom, takenUntil, minQuality, withoutFaces);
    }

    Scope anySource() {
        return new Scope(null, withoutSources, takenFrom, takenUntil, minQuality, withoutFaces);
    }

    public Scope withoutSources(Collection<String> sources) {
        return new Scope(onlySources, Set.copyOf(sources), takenFrom, takenUntil, minQuality, withoutFaces);
    }

    /// Both days included; null leaves that end open. Faces without a capture date are out of scope.
    public Scope takenBetween(@Nullable LocalDate from, @Nullable LocalDate until) {
        return new Scope(onlySources, withoutSources, from, until, minQuality, withoutFaces);
    }

    public Scope minQuality(int quality) {
        return new Scope(onlySources, withoutSources, takenFrom, takenUntil, quality, withoutFaces);
    }

    public Scope withoutFaces(Collection<String> faceIds) {
        return new Scope(onlySources, withoutSources, takenFrom, takenUntil, minQuality, Set.copyOf(faceIds));
    }
}
