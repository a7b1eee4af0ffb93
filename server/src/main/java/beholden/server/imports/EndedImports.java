package beholden.server.imports;

import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import java.util.HashSet;
import java.util.Set;

/// The imports that are over, as the operator's log tells them.
final class EndedImports implements Fold {
    private final Set<ImportId> ids = new HashSet<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        if (recorded.event() instanceof ImportEvent.ImportEnded it) ids.add(it.id());
    }

    synchronized boolean contains(ImportId id) {
        return ids.contains(id);
    }
}
