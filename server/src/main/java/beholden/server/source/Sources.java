package beholden.server.source;

import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The sources, as the operator's log tells them; in the books of agencies there is none.
public final class Sources implements Fold {
    private final SequencedMap<SourceId, Source> sources = new LinkedHashMap<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        switch (recorded.event()) {
            case SourceEvent.SourceRegistered it ->
                sources.put(it.id(), new Source(it.id(), it.terms(), recorded.at(), null, null, null));
            case SourceEvent.SourceChanged it -> change(it.id(), of -> of.with(it.terms(), recorded.at()));
            case SourceEvent.SourceEnded it ->
                change(
                        it.id(),
                        of -> of.ended(new Source.End(recorded.at(), recorded.by(), it.reason(), it.note(), null)));
            case SourceEvent.SourceRestored it -> change(it.id(), Source::restored);
            case SourceEvent.RemovalBegun it ->
                change(
                        it.id(),
                        of -> of.removalBegun(new Source.Begun(recorded.at(), recorded.by(), recorded.number())));
            case SourceEvent.RemovalFinished it ->
                change(it.id(), of -> of.removed(receipt(it, recorded.at(), recorded.number())));
            default -> {
                // another package's, or only to be read in the log
            }
        }
    }

    private static Source.Receipt receipt(SourceEvent.RemovalFinished it, Instant at, int number) {
        return new Source.Receipt(
                at, number, it.photos(), it.faces(), it.left(), it.gallery(), it.galleryAfter(), it.imports());
    }

    private void change(SourceId id, UnaryOperator<Source> how) {
        sources.computeIfPresent(id, (_, of) -> how.apply(of));
    }

    public synchronized Optional<Source> find(SourceId id) {
        return Optional.ofNullable(sources.get(id));
    }

    /// All, the latest first.
    public synchronized List<Source> all() {
        return List.copyOf(sources.sequencedValues().reversed());
    }

    /// The gallery's ids of the sources whose faces may be searched, and into which photos may be imported.
    public synchronized Set<String> active(LocalDate today) {
        return sources.values().stream()
                .filter(source -> source.isActiveOn(today))
                .map(source -> source.id().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    public synchronized boolean isActive(SourceId id, LocalDate today) {
        Source source = sources.get(id);
        return source != null && source.isActiveOn(today);
    }
}
