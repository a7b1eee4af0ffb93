package beholden.server.takedown;

import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.source.PhotoHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The photos that were taken down, as the operator's log tells them.
final class TakenDown implements Fold {
    private final Map<PhotoHash, Instant> photos = new HashMap<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        if (recorded.event() instanceof TakedownEvent.PhotosTakenDown it) {
            it.hashes().forEach(hash -> photos.putIfAbsent(hash, recorded.at()));
        }
    }

    /// When a photo was taken down, if it was.
    synchronized Optional<Instant> at(PhotoHash hash) {
        return Optional.ofNullable(photos.get(hash));
    }

    /// All photos that were taken down.
    synchronized Set<PhotoHash> all() {
        return Set.copyOf(photos.keySet());
    }
}
