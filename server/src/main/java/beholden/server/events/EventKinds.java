package beholden.server.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The kinds of event of one package of the domain, and how to start its fold; a bean of that package.
///
/// @param kinds all its records that are events
/// @param fold  makes the fold of an agency without events
public record EventKinds(List<Class<? extends AgencyEvent>> kinds, Supplier<? extends Fold> fold) {

    public EventKinds {
        kinds = List.copyOf(kinds);
    }

    /// The kinds that a sealed interface permits, so that none can be forgotten.
    ///
    /// @param events the sealed interface of a package's events
    /// @throws IllegalArgumentException if it is not sealed, or a kind has no name to be written down by
    public static EventKinds of(Class<? extends AgencyEvent> events, Supplier<? extends Fold> fold) {
        return new EventKinds(permitted(events).toList(), fold);
    }

    /// Name of a kind, by which it is written down.
    public static String name(Class<? extends AgencyEvent> kind) {
        return Objects.requireNonNull(kind.getAnnotation(JsonTypeName.class), kind.getName())
                .value();
    }

    private static Stream<Class<? extends AgencyEvent>> permitted(Class<? extends AgencyEvent> kind) {
        if (kind.isSealed()) {
            return Arrays.stream(kind.getPermittedSubclasses())
                    .flatMap(one -> permitted(one.asSubclass(AgencyEvent.class)));
        }
        if (!kind.isAnnotationPresent(JsonTypeName.class)) {
            throw new IllegalArgumentException(kind.getName()
                    + ": is no kind of event; make it a record with @JsonTypeName, or a sealed interface");
        }
        return Stream.of(kind);
    }
}
