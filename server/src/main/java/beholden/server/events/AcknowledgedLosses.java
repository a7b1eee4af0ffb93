package beholden.server.events;

import beholden.server.events.LossEvent.RecordsLost;
import beholden.server.events.LossEvent.StoreLossAcknowledged;
import beholden.vault.check.KnownLosses;
import beholden.vault.log.Damage;
import beholden.vault.log.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The losses of a log that were acknowledged, and by whom.
public final class AcknowledgedLosses implements Fold {
    static final EventKinds KINDS = EventKinds.of(LossEvent.class, AcknowledgedLosses::new);

    private final List<Recorded> all = new ArrayList<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        if (recorded.event() instanceof LossEvent) all.add(recorded);
    }

    /// All, the earliest first; each is a [LossEvent].
    public synchronized List<Recorded> all() {
        return List.copyOf(all);
    }

    /// Differences between store and ledger that were acknowledged, in the operator's log.
    public synchronized KnownLosses inStore() {
        return inStore(all.stream().map(Recorded::event).toList());
    }

    static KnownLosses inStore(Collection<? extends AgencyEvent> events) {
        List<KnownLosses.Stretch> gone = new ArrayList<>();
        Set<String> foreign = new HashSet<>();
        for (AgencyEvent event : events) {
            if (!(event instanceof StoreLossAcknowledged it)) continue;
            gone.addAll(it.gone());
            foreign.addAll(it.foreign());
        }
        return new KnownLosses(gone, foreign);
    }

    /// Whether a log's record at this position is among those that `lost` says are gone.
    static boolean cover(Collection<RecordsLost> lost, Position at) {
        return lost.stream()
                .anyMatch(gap -> gap.epoch() == at.epoch() && gap.from() <= at.cell() && at.cell() < gap.to());
    }

    /// Whether all that is damaged is among what `lost` says is gone, or was shredded on purpose.
    static boolean cover(Collection<RecordsLost> lost, Damage damage) {
        if (damage.cause() == Damage.Cause.SHREDDED) return true;
        for (long cell = damage.from().cell(); cell < damage.to().cell(); cell++) {
            if (!cover(lost, new Position(damage.from().epoch(), cell))) return false;
        }
        return true;
    }
}
