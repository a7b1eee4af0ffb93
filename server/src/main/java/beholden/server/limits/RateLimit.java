package beholden.server.limits;

import beholden.server.errors.Refusals;
import beholden.server.events.Member;
import beholden.server.http.Problems;
import beholden.server.route.Routes;
import beholden.server.turns.Allowance;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// Takes from the [Allowance] of an account and its agency what a request costs, whichever way it comes.
///
/// Strangers are not counted: what they could guess has 128 random bits, and they come from the proxy's address all
/// alike.
public final class RateLimit extends MemberLimit {
    private final Routes routes;
    private final Refusals refusals;
    private final Allowance allowance;

    public RateLimit(Routes routes, Refusals refusals, Allowance allowance) {
        this.routes = routes;
        this.refusals = refusals;
        this.allowance = allowance;
    }

    @Override
    void limit(Member who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Allowance.Taken taken = allowance.take(who, routes.of(request).cost());
        response.setHeader("RateLimit-Limit", Long.toString(Allowance.OF_ACCOUNT));
        response.setHeader("RateLimit-Remaining", Long.toString(taken.remaining()));
        response.setHeader("RateLimit-Reset", Problems.seconds(taken.toFull()));
        if (taken.granted()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.seconds(taken.until()));
            refusals.say(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", Allowance.SAYS);
        }
    }
}
