package beholden.server.turns;

import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// What accounts and agencies may ask for in a while, counted in points: a request that only looks something up costs
/// one.
///
/// An account has 600 at once and ten more each second: a page with fifty candidates asks for some two hundred
/// pictures. All accounts of an agency together have five times as much.
@Component
public final class Allowance {
    public static final long OF_ACCOUNT = 600;
    private static final long EACH_SECOND = 10;
    private static final int ACCOUNTS = 5;

    private final MonotonicTime time;
    private final Cache<Member, Bucket> accounts = cache();
    private final Cache<AgencyId, Bucket> agencies = cache();

    Allowance(MonotonicTime time) {
        this.time = time;
    }

    private static <K> Cache<K, Bucket> cache() {
        return Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();
    }

    /// @param granted   whether the points were there, and are taken
    /// @param remaining points of the account
    /// @param toFull    time until the account has all of its points again
    /// @param until     time until the points that were asked for are there
    public record Taken(boolean granted, long remaining, Duration toFull, Duration until) {}

    /// Takes points of an account, and of its agency.
    public Taken take(Member who, int points) {
        Bucket own = accounts.get(who, _ -> full(1));
        ConsumptionProbe account = own.tryConsumeAndReturnRemaining(points);
        ConsumptionProbe all = account;
        if (account.isConsumed()) {
            all = agencies.get(who.agency(), _ -> full(ACCOUNTS)).tryConsumeAndReturnRemaining(points);
            if (!all.isConsumed()) own.addTokens(points);
        }
        return new Taken(
                all.isConsumed(),
                account.getRemainingTokens(),
                Duration.ofNanos(account.getNanosToWaitForReset()),
                Duration.ofNanos(all.getNanosToWaitForRefill()));
    }

    /// Takes points of an account, and of its agency, or refuses.
    ///
    /// @throws Refusal.TooMany if they are not there
    public void require(Member who, int points) {
        Taken taken = take(who, points);
        if (!taken.granted()) throw Refusal.tooMany(taken.until(), SAYS);
    }

    /// Sentence for whoever asks for more.
    public static final String SAYS =
            "These are more requests than an account or its agency has; wait as long as Retry-After says.";

    private Bucket full(int accounts) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(accounts * OF_ACCOUNT)
                        .refillGreedy(accounts * EACH_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
