package beholden.server.probes;

import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.server.turns.FairRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// The uploaded photos that wait to be searched: in memory alone, a quarter of an hour, the newest few of each
/// account, and of an agency as many as fit into its share of a [FairRoom].
@Component
public class Probes {
    public static final Duration KEPT = Duration.ofMinutes(15);
    public static final int PER_ACCOUNT = 4;

    /// Bytes that the photos of all accounts may take. A group photo takes some megabytes, most photos half of one.
    private static final long MOST_BYTES = 256 << 20;

    private static final Duration COME_AGAIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final FairRoom room = new FairRoom(MOST_BYTES);
    /// The oldest first.
    private final SequencedMap<ProbeId, Probe> probes = new LinkedHashMap<>();

    Probes(InstantSource clock) {
        this.clock = clock;
    }

    /// Keeps a photo; older ones of its account, or where there is no room of its agency, make way.
    ///
    /// @throws Refusal.Busy if other agencies' take all the room
    synchronized void put(Probe probe) {
        Instant now = clock.instant();
        while (removeOldest(old -> isOver(old, now))) {
            // until none is over
        }
        while (count(probe.owner()) >= PER_ACCOUNT) {
            removeOldest(old -> old.owner().equals(probe.owner()));
        }
        while (!room.take(probe.owner().agency(), probe.bytes())) {
            if (!removeOldest(old -> old.owner().agency().equals(probe.owner().agency()))) {
                throw Refusal.busy(
                        COME_AGAIN, "Too many photos wait to be searched; upload this one again in a while.");
            }
        }
        probes.put(probe.id(), probe);
    }

    private long count(Member owner) {
        return probes.values().stream()
                .filter(probe -> probe.owner().equals(owner))
                .count();
    }

    private boolean removeOldest(Predicate<Probe> which) {
        Optional<Probe> oldest = probes.values().stream().filter(which).findFirst();
        oldest.ifPresent(old -> {
            probes.remove(old.id());
            room.giveBack(old.owner().agency(), old.bytes());
        });
        return oldest.isPresent();
    }

    private static boolean isOver(Probe probe, Instant now) {
        return !now.isBefore(probe.at().plus(KEPT));
    }

    /// A photo that waits; empty if it has expired, never was, or is another account's.
    public synchronized Optional<Probe> find(Member owner, ProbeId id) {
        return Optional.ofNullable(probes.get(id))
                .filter(probe -> probe.owner().equals(owner))
                .filter(probe -> !isOver(probe, clock.instant()));
    }
}
