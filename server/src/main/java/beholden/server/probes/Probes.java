package beholden.server.probes;

import beholden.server.events.Member;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// The uploaded photos that wait to be searched: in memory alone, a quarter of an hour, the newest few of each
/// account.
@Component
public class Probes {
    public static final Duration KEPT = Duration.ofMinutes(15);
    public static final int PER_ACCOUNT = 4;

    /// Bytes that the photos of all accounts may take. A group photo takes some megabytes, most photos half of one.
    private static final long MOST_BYTES = 256 << 20;

    private final Cache<ProbeId, Probe> probes;

    Probes(InstantSource clock) {
        probes = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .ticker(() -> nanos(clock.instant()))
                .maximumWeight(MOST_BYTES)
                .weigher((ProbeId _, Probe probe) -> probe.bytes())
                .build();
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    synchronized void put(Probe probe) {
        List<Probe> others = probes.asMap().values().stream()
                .filter(other -> other.owner().equals(probe.owner()))
                .sorted(Comparator.comparing(Probe::at))
                .toList();
        int tooMany = others.size() - (PER_ACCOUNT - 1);
        others.stream().limit(Math.max(0, tooMany)).forEach(old -> probes.invalidate(old.id()));
        probes.put(probe.id(), probe);
    }

    /// A photo that waits; empty if it has expired, never was, or is another account's.
    public Optional<Probe> find(Member owner, ProbeId id) {
        return Optional.ofNullable(probes.getIfPresent(id))
                .filter(probe -> probe.owner().equals(owner));
    }
}
