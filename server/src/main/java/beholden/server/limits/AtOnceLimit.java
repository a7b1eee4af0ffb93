package beholden.server.limits;

import beholden.server.errors.Refusals;
import beholden.server.events.Member;
import beholden.server.route.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Limits what an account has under way at once: eight requests that may change something, or take more than looking
/// something up, of which two may bring a file.
///
/// Records are written at a constant rate for all agencies, and files are held in memory: one account takes up
/// neither alone. Who waits for each answer before asking again never meets this.
public final class AtOnceLimit extends MemberLimit {
    private static final int DEEDS = 8;
    private static final int FILES = 2;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Routes routes;
    private final Refusals refusals;
    private final ConcurrentMap<Member, Load> loads = new ConcurrentHashMap<>();

    private record Load(int deeds, int files) {
        private static final Load NONE = new Load(0, 0);

        Load with(boolean file) {
            return new Load(deeds + 1, file ? files + 1 : files);
        }

        Load without(boolean file) {
            return new Load(deeds - 1, file ? files - 1 : files);
        }

        boolean isWithinLimits() {
            return deeds <= DEEDS && files <= FILES;
        }
    }

    public AtOnceLimit(Routes routes, Refusals refusals) {
        this.routes = routes;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) && !routes.of(request).isCostly();
    }

    @Override
    void limit(Member who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean file = routes.of(request).bringsFile();
        boolean granted = loads.merge(who, Load.NONE.with(file), (before, _) -> before.with(file))
                .isWithinLimits();
        try {
            if (granted) chain.doFilter(request, response);
        } finally {
            loads.computeIfPresent(who, (_, before) -> {
                Load after = before.without(file);
                return after.equals(Load.NONE) ? null : after;
            });
        }
        if (!granted) refuse(request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        response.setHeader(HttpHeaders.CONNECTION, "close");
        refusals.say(
                request,
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                ("An account has at most %d changes or costly requests under way at once, of which %d may bring a file;"
                                + " wait for answers.")
                        .formatted(DEEDS, FILES));
    }
}
