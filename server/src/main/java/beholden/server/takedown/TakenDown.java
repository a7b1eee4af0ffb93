package beholden.server.takedown;

import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.source.PhotoHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The photos that were taken down, and the faces that were looked for, as the operator's log tells them.
final class TakenDown implements Fold {
    /// How often, in a day, somebody of the whole installation may look for photos by a face.
    static final int LOOKS_A_DAY = 20;

    private static final Duration DAY = Duration.ofHours(24);

    private final Map<PhotoHash, Instant> photos = new HashMap<>();
    private final List<Recorded> history = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        if (!(recorded.event() instanceof TakedownEvent event)) return;
        history.add(recorded);
        switch (event) {
            case TakedownEvent.PhotosTakenDown it ->
                it.hashes().forEach(hash -> photos.putIfAbsent(hash, recorded.at()));
            case TakedownEvent.FacesLookedFor _ -> looks.add(recorded.at());
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

    /// All that happened, the latest first.
    synchronized List<Recorded> history() {
        return List.copyOf(history.reversed());
    }

    /// When a face may be looked for again; empty if one may be now.
    synchronized Optional<Instant> nextLook(Instant now) {
        if (looks.size() < LOOKS_A_DAY) return Optional.empty();
        Instant again = looks.get(looks.size() - LOOKS_A_DAY).plus(DAY);
        return again.isAfter(now) ? Optional.of(again) : Optional.empty();
    }
}
