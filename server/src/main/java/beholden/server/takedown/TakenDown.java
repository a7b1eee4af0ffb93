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

/// The photos that were taken down, and the faces that were looked for, as the operator's log tells them.
final class TakenDown implements Fold {
    /// How often, in a day, somebody of the whole installation may look for photos by a face.
    static final int LOOKS_A_DAY = 20;
    /// How many photos, in a day, all operators together may take down.
    static final int PHOTOS_A_DAY = 1000;

    private static final Duration DAY = Duration.ofHours(24);

    private final Map<PhotoHash, Recorded> photos = new HashMap<>();
    private final List<Recorded> history = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        if (!(recorded.event() instanceof TakedownEvent event)) return;
        history.add(recorded);
        switch (event) {
            case TakedownEvent.PhotosTakenDown it -> it.hashes().forEach(hash -> photos.putIfAbsent(hash, recorded));
            case TakedownEvent.FacesLookedFor _ -> looks.add(recorded.at());
        }
    }

    /// When a photo was taken down, if it was.
    synchronized Optional<Instant> at(PhotoHash hash) {
        return Optional.ofNullable(photos.get(hash)).map(Recorded::at);
    }

    /// All photos that were taken down, each with the first event that says so, which need not be durable yet.
    synchronized Map<PhotoHash, Recorded> all() {
        return Map.copyOf(photos);
    }

    /// All that happened, the latest first.
    synchronized List<Recorded> history() {
        return List.copyOf(history.reversed());
    }

    /// When a face may be looked for again; empty if one may be now.
    synchronized Optional<Instant> nextLook(Instant now) {
        if (looks.size() < LOOKS_A_DAY) return Optional.empty();
        return later(looks.get(looks.size() - LOOKS_A_DAY).plus(DAY), now);
    }

    /// When so many photos more may be taken down; empty if they may be now.
    ///
    /// @param photos at most [#PHOTOS_A_DAY]
    synchronized Optional<Instant> nextTakedown(int photos, Instant now) {
        int left = PHOTOS_A_DAY - photos;
        for (Recorded recorded : history.reversed()) {
            if (!(recorded.event() instanceof TakedownEvent.PhotosTakenDown before)) continue;
            left -= before.hashes().size();
            // the latest for which there is no room beside the later ones has to be a day ago
            if (left < 0) return later(recorded.at().plus(DAY), now);
        }
        return Optional.empty();
    }

    private static Optional<Instant> later(Instant again, Instant now) {
        return again.isAfter(now) ? Optional.of(again) : Optional.empty();
    }
}
