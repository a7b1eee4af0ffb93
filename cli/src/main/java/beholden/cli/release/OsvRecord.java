package beholden.cli.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.jspecify.annotations.Nullable;

/// A record of a known vulnerability, in the format of the OSV schema 1.7: <https://ossf.github.io/osv-schema/>.
/// Reading one without an id, or with a null in a list, fails.
///
/// @param withdrawn null while it holds
@JsonIgnoreProperties(ignoreUnknown = true)
record OsvRecord(
        String id,
        @Nullable String summary,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> aliases,
        @Nullable String withdrawn,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Affected> affected) {

    private static final Set<String> EVENTS = Set.of("introduced", "fixed", "last_affected");

    OsvRecord {
        if (id == null || id.isBlank()) throw new IllegalArgumentException("a record without id");
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Affected(
            @JsonProperty("package") @Nullable Package of,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> versions,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Range> ranges) {

        boolean names(Library library) {
            return of != null
                    && library.ecosystem().equals(of.ecosystem())
                    && library.name().equals(of.name());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Package(@Nullable String ecosystem, @Nullable String name) {}

    /// @param events in an order of their own: `introduced`, `fixed`, `last_affected`, each with a version; others say
    ///     nothing of versions
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Range(
            @Nullable String type,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<Map<String, String>> events) {

        /// Whether a version lies in it. The last event at or before the version decides.
        boolean holds(ComparableVersion version) {
            if ("GIT".equals(type)) return false;
            boolean affected = false;
            for (Event event : ordered()) {
                int order = event.isBefore(version);
                if (event.kind().equals("introduced")) affected |= order <= 0;
                else if (event.kind().equals("fixed")) affected &= order > 0;
                else affected &= order >= 0;
            }
            return affected;
        }

        /// The first version after `version` in which it is mended; null if none is named.
        @Nullable
        String fixedAfter(ComparableVersion version) {
            return ordered().stream()
                    .filter(event -> event.kind().equals("fixed") && event.isBefore(version) > 0)
                    .map(Event::version)
                    .findFirst()
                    .orElse(null);
        }

        private List<Event> ordered() {
            List<Event> ordered = new ArrayList<>();
            for (Map<String, String> event : orNone(events)) {
                event.forEach((kind, version) -> {
                    if (EVENTS.contains(kind)) ordered.add(new Event(kind, version));
                });
            }
            ordered.sort((a, b) -> a.isBefore(new ComparableVersion(b.version())));
            return ordered;
        }
    }

    private record Event(String kind, String version) {
        /// Negative, 0 or positive as its version is before, at or after another.
        int isBefore(ComparableVersion other) {
            return new ComparableVersion(version).compareTo(other);
        }
    }

    /// The finding of this record about a library; empty if it does not affect that version.
    Optional<Finding> of(Library library) {
        if (withdrawn != null) return Optional.empty();
        ComparableVersion version = new ComparableVersion(library.version());
        for (Affected it : orNone(affected)) {
            if (!it.names(library)) continue;
            boolean listed = orNone(it.versions()).contains(library.version());
            boolean within = orNone(it.ranges()).stream().anyMatch(range -> range.holds(version));
            if (!listed && !within) continue;
            String mended = orNone(it.ranges()).stream()
                    .filter(range -> range.holds(version))
                    .map(range -> range.fixedAfter(version))
                    .filter(fixed -> fixed != null)
                    .findFirst()
                    .orElse(null);
            return Optional.of(new Finding(id, orNone(aliases), library.name(), library.version(), mended, summary));
        }
        return Optional.empty();
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /// A library that is affected.
    ///
    /// @param mendedIn null if no version is named
    record Finding(
            String id,
            List<String> aliases,
            String library,
            String version,
            @Nullable String mendedIn,
            @Nullable String summary) {}
}
