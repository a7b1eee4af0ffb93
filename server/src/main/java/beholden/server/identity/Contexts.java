package beholden.server.identity;

import beholden.server.events.Entry;
import beholden.server.events.Means;
import beholden.server.events.Member;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.route.Route;
import beholden.server.route.Routes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/// Makes out who a request is from: by its session or by its API key, and what the agency's log says of the account
/// at this moment. So a suspension or another role holds from the next request on.
@Component
public final class Contexts implements SecurityContextRepository {
    private static final String VISIT = "visit";

    private final Membership membership;
    private final SealedPointers pointers;
    private final Routes routes;
    private final Touch touch;
    private final InstantSource clock;

    Contexts(Membership membership, SealedPointers pointers, Routes routes, Touch touch, InstantSource clock) {
        this.routes = routes;
        this.membership = membership;
        this.pointers = pointers;
        this.touch = touch;
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
                        new SignedIn(
                                new Member(pointed.agency(), holder.account()),
                                holder.roles(),
                                new ByKey(new Means.ByKey(holder.key()), holder.until())),
                        routes.of(request).isForKeys(request.getMethod(), holder.search())))
                .orElse(null);
    }

    private final class ByKey implements Entry {
        private final Means means;
        private final Instant until;

        private ByKey(Means means, Instant until) {
            this.means = means;
            this.until = until;
        }

        @Override
        public Means means() {
            return means;
        }

        @Override
        public void requireOpen() {
            if (!clock.instant().isBefore(until)) throw new InsufficientAuthenticationException("expired");
        }
    }

    private Optional<Present> bySession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Visit visit = session == null ? null : visit(session);
        if (visit == null) return Optional.empty();
        Instant now = clock.instant();
        Optional<Present> present = visit.isIdle(now)
                ? Optional.empty()
                : visit.presence(now).flatMap(known -> present(visit, known, routes.of(request)));
        if (present.isEmpty()) {
            end(request);
        } else if (routes.of(request).active()) {
            // A page that only asks whether it is still signed in, or is left open, is no activity.
            visit.seen(now);
        }
        return present;
    }

    private Optional<Present> present(Visit visit, Presence known, Route route) {
        Member member = known.member();
        if (!membership.holds(member, known.by())) return Optional.empty();
        Entry entry = new BySession(visit, known.by(), route.freshTouch());
        return known.isRegistering()
                ? Optional.of(Present.registering(new SignedIn(member, Set.of(), entry), known))
                : membership
                        .standing(member)
                        .map(standing -> Present.signedIn(new SignedIn(member, standing.roles(), entry), known));
    }

    private final class BySession implements Entry {
        private final Visit visit;
        private final Means means;
        private final boolean needsTouch;

        private BySession(Visit visit, Means means, boolean needsTouch) {
            this.visit = visit;
            this.means = means;
            this.needsTouch = needsTouch && !(means instanceof Means.ByTicket);
        }

        @Override
        public Means means() {
            return means;
        }

        @Override
        public void requireOpen() {
            Presence now = visit.presence(clock.instant())
                    .orElseThrow(() -> new InsufficientAuthenticationException("the session has ended"));
            if (needsTouch) touch.requireFresh(now.touched());
        }
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (!(context.getAuthentication() instanceof Present present) || present.signed() == null) return;
        Presence signed = present.signed();
        HttpSession session = request.getSession();
        Visit visit = visit(session);
        if (visit != null && visit.isTouched(signed)) return;
        if (visit != null) visit.end();
        put(session, signed);
    }

    /// Begins a session of its own for somebody, whatever session there was before.
    static void begin(HttpServletRequest request, Presence presence) {
        end(request);
        put(request.getSession(), presence);
    }

    /// Ends a session, also for those of its requests that are under way.
    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) return;
        Visit visit = visit(session);
        if (visit != null) visit.end();
        session.invalidate();
    }

    private static void put(HttpSession session, Presence presence) {
        session.setAttribute(VISIT, new Visit(presence));
    }

    private static @Nullable Visit visit(HttpSession session) {
        return (Visit) session.getAttribute(VISIT);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && visit(session) != null;
    }
}
