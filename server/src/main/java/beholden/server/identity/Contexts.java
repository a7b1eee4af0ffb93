package beholden.server.identity;

import beholden.server.events.Member;
import beholden.server.identity.Presence.Means;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.route.Routes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/// Makes out who a request is from: by its session or by its API key, and what the agency's log says of the account
/// at this moment. So a suspension or another role holds from the next request on.
@Component
public final class Contexts implements SecurityContextRepository {
    /// Time without a request after which a session ends.
    static final Duration IDLE = Duration.ofMinutes(15);

    private static final String PRESENCE = "presence";

    private final Membership membership;
    private final SealedPointers pointers;
    private final Routes routes;
    private final InstantSource clock;

    Contexts(Membership membership, SealedPointers pointers, Routes routes, InstantSource clock) {
        this.routes = routes;
        this.membership = membership;
        this.pointers = pointers;
        this.clock = clock;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        HttpServletRequest request = holder.getRequest();
        Optional<byte[]> key = ApiKeyHeader.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        // A key that is none never leaves it to the session: requests with one need no CSRF token.
        Present present =
                key.isPresent() ? byKey(request, key.get()) : bySession(request).orElse(null);
        return present == null ? new SecurityContextImpl() : new SecurityContextImpl(present);
    }

    private @Nullable Present byKey(HttpServletRequest request, byte[] key) {
        Pointed pointed = pointers.open(Purpose.API_KEY, key).orElse(null);
        if (pointed == null) return null;
        return membership
                .holder(pointed.agency(), pointed.to())
                .map(holder -> Present.byKey(
                        new Member(pointed.agency(), holder.account()),
                        holder.roles(),
                        routes.of(request).isForKeys(request.getMethod(), holder.search())))
                .orElse(null);
    }

    private Optional<Present> bySession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        AtomicReference<Presence> presence = session == null ? null : presence(session);
        if (session == null || presence == null) return Optional.empty();
        Presence known = Objects.requireNonNull(presence.get());
        Instant now = clock.instant();
        Optional<Present> present = known.seen().plus(IDLE).isAfter(now) ? present(known) : Optional.empty();
        if (present.isEmpty()) {
            session.invalidate();
        } else if (routes.of(request).active()) {
            // A page that only asks whether it is still signed in, or is left open, is no activity.
            presence.updateAndGet(latest -> latest.seen(now));
        }
        return present;
    }

    private Optional<Present> present(Presence presence) {
        return switch (presence) {
            case Presence.Signed signed ->
                membership
                        .standing(signed.member())
                        .filter(standing -> standing.term() == signed.term())
                        .filter(_ -> isStillThere(signed))
                        .map(standing -> Present.signedIn(signed, standing.roles()));
            case Presence.Registering registering ->
                membership.admits(registering.member(), registering.ticket())
                        ? Optional.of(Present.registering(registering))
                        : Optional.empty();
        };
    }

    private boolean isStillThere(Presence.Signed signed) {
        return switch (signed.by()) {
            case Means.ByPasskey it ->
                membership.passkeys(signed.member()).stream().anyMatch(passkey -> passkey.number() == it.number());
            case Means.ByProvider it -> membership.isLinked(signed.member(), it.link());
        };
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof Present present
                && present.signed() instanceof Presence.Signed signed) {
            put(request, signed);
        }
    }

    /// Begins a session of its own for somebody, whatever session there was before.
    static void begin(HttpServletRequest request, Presence presence) {
        HttpSession old = request.getSession(false);
        if (old != null) old.invalidate();
        put(request, presence);
    }

    private static void put(HttpServletRequest request, Presence presence) {
        request.getSession().setAttribute(PRESENCE, new AtomicReference<>(presence));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable AtomicReference<Presence> presence(HttpSession session) {
        return (AtomicReference<Presence>) session.getAttribute(PRESENCE);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && presence(session) != null;
    }
}
