package beholden.server.identity;

import beholden.server.events.Means;
import beholden.server.events.Member;
import beholden.server.identity.Membership.Standing;
import beholden.server.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/// Sessions as other packages see them.
@Component
public class Sessions {
    private final Membership membership;
    private final CsrfTokenRepository tokens;
    private final InstantSource clock;

    Sessions(Membership membership, CsrfTokenRepository tokens, InstantSource clock) {
        this.membership = membership;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Begins a session of somebody whom the agency's identity provider vouches for. No passkey was touched in it.
    ///
    /// @param link between the account and the person there
    /// @throws Refusal not found, if the account may not act
    public void beginByProvider(HttpServletRequest request, HttpServletResponse response, Member member, UUID link) {
        Standing standing = membership.standing(member).orElseThrow(Refusal::notFound);
        Presence presence = new Presence(member, new Means.ByProvider(link, standing.term()), null, clock.instant());
        Contexts.begin(request, presence);
        new CsrfAuthenticationStrategy(tokens)
                .onAuthentication(
                        Present.signedIn(new SignedIn(member, standing.roles()), presence), request, response);
    }

    /// Begins a session that may do nothing but register a passkey of an account, as long as the ticket allows it.
    public void beginRegistering(HttpServletRequest request, Member member, UUID ticket) {
        Contexts.begin(request, new Presence(member, new Means.ByTicket(ticket), null, clock.instant()));
    }

    public void end(HttpServletRequest request) {
        Contexts.end(request);
        SecurityContextHolder.clearContext();
    }

    /// The time when the caller last touched a passkey; empty if not in this session.
    public Optional<Instant> touched() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Present present
                ? Optional.ofNullable(present.touched())
                : Optional.empty();
    }

    /// Whether the caller may do nothing but register a passkey.
    public boolean isRegistering() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Present present
                && present.isRegistering();
    }

    /// Time without a request after which a session ends.
    public Duration idle() {
        return Visit.IDLE;
    }
}
