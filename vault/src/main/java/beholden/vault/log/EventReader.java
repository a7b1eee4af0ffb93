package beholden.vault.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the cells of one epoch together to events.
///
/// Cells are handed in by their numbers, each either with its payload or as lost. Every cell says where its
/// event begins and how long it is; so the cells of an event that was never completed, because the process
/// ended before, are told from those of one that was, and are passed over.
final class EventReader {

    private final int epoch;
    private final long begin;
    private final List<SealedEvent> events;
    private final List<Damage> damages = new ArrayList<>();
    /// Lost cells of which no event is known yet.
    private final SortedMap<Long, Damage.Cause> lost = new TreeMap<>();
    private final List<Payload> parts = new ArrayList<>();
    private @Nullable Payload open;
    /// Why cells were lost that an event was last blamed for.
    private Damage.Cause blamed = Damage.Cause.REMOVED;

    /// @param begin number of the first cell that will be handed in
    EventReader(int epoch, long begin, List<SealedEvent> events) {
        this.epoch = epoch;
        this.begin = begin;
        this.events = events;
    }

    void present(long n, Payload cell) {
        if (open != null && open.first() != cell.first()) {
            abandon();
        }
        if (open == null) {
            reportOneByOne(lost.headMap(cell.first()));
            open = cell;
        }
        parts.add(cell);
        completeAt(n, cell);
    }

    void lost(long n, Damage.Cause cause) {
        lost.put(n, cause);
        if (open != null) {
            completeAt(n, open);
        }
    }

    /// The n from which to read on when there are more cells; call it when all cells before `n` were handed
    /// in.
    long end(long n) {
        long next = open == null ? n : open.first();
        abandon();
        reportOneByOne(lost);
        return next;
    }

    /// Events in the order of their positions.
    List<Damage> damages() {
        return damages.stream().sorted(Comparator.comparing(Damage::from)).toList();
    }

    private void completeAt(long n, Payload event) {
        if (n < event.first() + event.count() - 1) {
            return;
        }
        Position from = new Position(epoch, event.first());
        if (!lost.isEmpty()) {
            blamed = lost.values().iterator().next();
            lost.clear();
            damages.add(damage(event));
        } else if (parts.size() == event.count()) {
            events.add(new SealedEvent(from, Payload.join(parts, event.length())));
        } else if (event.first() >= begin) {
            // its lost cells were taken for those of an event before it, which a crash had cut short
            damages.add(damage(event));
        }
        abandon();
    }

    private Damage damage(Payload event) {
        return new Damage(
                new Position(epoch, event.first()), new Position(epoch, event.first() + event.count()), blamed);
    }

    private void abandon() {
        open = null;
        parts.clear();
    }

    private void reportOneByOne(SortedMap<Long, Damage.Cause> cells) {
        cells.forEach((n, cause) -> damages.add(new Damage(new Position(epoch, n), new Position(epoch, n + 1), cause)));
        cells.clear();
    }
}
