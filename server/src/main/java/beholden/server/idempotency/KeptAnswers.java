package beholden.server.idempotency;

import beholden.server.events.Member;
import beholden.server.identity.Role;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Answers to requests with an idempotency key, kept in memory alone, a day, the newest mebibyte of each account.
///
/// An account's answers are bounded by themselves, so that what one does neither costs nor shows another anything.
final class KeptAnswers {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST_BYTES = 1 << 20;

    /// Bytes that an entry takes beside its body.
    private static final int OVERHEAD = 512;

    private final InstantSource clock;
    private final Cache<Member, OfAccount> accounts;

    KeptAnswers(InstantSource clock) {
        this.clock = clock;
        accounts = Caffeine.newBuilder()
                .expireAfterAccess(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /// Knowledge of a key.
    sealed interface Known {}

    /// A key of which nothing was known; from now on a request with it is under way.
    record New() implements Known {}

    record UnderWay() implements Known {}

    /// @param request SHA-256 of what was asked for
    /// @param roles   that the account had when it was given
    /// @param until   the answer is kept
    record Answer(
            byte[] request,
            Set<Role> roles,
            int status,
            @Nullable String type,
            byte[] body,
            Instant until) implements Known {

        boolean isTo(byte[] other) {
            return MessageDigest.isEqual(request, other);
        }

        private int bytes() {
            return OVERHEAD + body.length;
        }

        @Override
        public String toString() {
            return "answer";
        }
    }

    Known begin(Member member, String key) {
        return of(member).begin(key);
    }

    void keep(Member member, String key, Answer answer) {
        of(member).keep(key, answer);
    }

    /// Forgets a key with which nothing was done; the next request with the key is the first again.
    void forget(Member member, String key) {
        of(member).forget(key);
    }

    private OfAccount of(Member member) {
        return accounts.get(member, _ -> new OfAccount());
    }

    private final class OfAccount {
        /// Oldest first.
        private final Map<String, Known> known = new LinkedHashMap<>();

        private int bytes;

        private synchronized Known begin(String key) {
            if (known.get(key) instanceof Answer old && !old.until().isAfter(clock.instant())) forget(key);
            Known before = known.putIfAbsent(key, new UnderWay());
            return before == null ? new New() : before;
        }

        private synchronized void keep(String key, Answer answer) {
            forget(key);
            known.put(key, answer);
            bytes += answer.bytes();
            Iterator<Known> oldest = known.values().iterator();
            while (bytes > MOST_BYTES && oldest.hasNext()) {
                // those under way take next to nothing, and are waited for
                if (!(oldest.next() instanceof Answer old)) continue;
                oldest.remove();
                bytes -= old.bytes();
            }
        }

        private synchronized void forget(String key) {
            if (known.remove(key) instanceof Answer old) bytes -= old.bytes();
        }
    }
}
