package beholden.server.limits;

import beholden.server.errors.Refusals;
import beholden.server.events.Member;
import beholden.server.identity.Present;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits the requests of an account, whichever way they come: 600 at once, and ten more each second.
///
/// A page with fifty candidates asks for some two hundred pictures. Strangers are not counted: what they could
/// guess has 128 random bits, and they come from the proxy's address all alike.
public final class RateLimit extends OncePerRequestFilter {
    private static final long CAPACITY = 600;
    private static final long EACH_SECOND = 10;

    private final Refusals refusals;
    private final TimeMeter time;
    private final Cache<Member, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();

    public RateLimit(Refusals refusals, InstantSource clock) {
        this.refusals = refusals;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Present present)) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = buckets.get(present.member(), _ -> full()).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Limit", Long.toString(CAPACITY));
        response.setHeader("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        response.setHeader("RateLimit-Reset", seconds(probe.getNanosToWaitForReset()));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(probe.getNanosToWaitForRefill()));
            refusals.say(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-requests",
                    "These are more requests than an account has; wait as long as Retry-After says.");
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(CAPACITY).refillGreedy(EACH_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /// Whole seconds, rounded up.
    private static String seconds(long nanos) {
        return Long.toString(TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }
}
