package beholden.server.imports;

import beholden.server.events.AccountId;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.source.SourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The imports that began and that are over, as the operator's log tells them.
final class ImportLog implements Fold {
    private final Map<ImportId, Begun> begun = new HashMap<>();
    private final Set<ImportId> ended = new HashSet<>();

    /// The beginning of an import.
    record Begun(SourceId source, AccountId by, Instant at) {}

    @Override
    public synchronized void apply(Recorded recorded) {
        if (recorded.event() instanceof ImportEvent.ImportBegun it) {
            AccountId by = Objects.requireNonNull(recorded.by(), "an import is begun by somebody");
            begun.put(it.id(), new Begun(it.source(), by, recorded.at()));
        } else if (recorded.event() instanceof ImportEvent.ImportEnded it) {
            ended.add(it.id());
        }
    }

    synchronized Optional<Begun> begun(ImportId id) {
        return Optional.ofNullable(begun.get(id));
    }

    synchronized boolean hasEnded(ImportId id) {
        return ended.contains(id);
    }
}
