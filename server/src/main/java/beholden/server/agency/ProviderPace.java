package beholden.server.agency;

import beholden.server.refusal.Refusal;
import beholden.server.turns.MonotonicTime;
import beholden.vault.key.AgencyId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Pace at which an agency's people may begin sign-ins at its provider: 30 at once, and one more every two seconds.
/// Without it, somebody who has nothing but the link could have this server besiege the provider.
@Component
class ProviderPace {
    private static final int CAPACITY = 30;
    private static final Duration EACH = Duration.ofSeconds(2);

    private final MonotonicTime time;
    private final Cache<AgencyId, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(EACH.multipliedBy(CAPACITY)).build();

    ProviderPace(MonotonicTime time) {
        this.time = time;
    }

    void take(AgencyId agency) {
        boolean taken = buckets.get(
                        agency,
                        _ -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(CAPACITY).refillGreedy(1, EACH))
                                .withCustomTimePrecision(time)
                                .build())
                .tryConsume(1);
        if (!taken) {
            throw Refusal.tooMany(
                    EACH, "Too many sign-ins were begun by this link: wait a minute, or use your passkey.");
        }
    }
}
