package beholden.server.access;

import beholden.server.events.Member;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Sessions as other packages see them.
@Component
public class Sessions {
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /// Begins a session that may do nothing but register a passkey of an account, as long as the ticket allows it.
    public void beginRegistering(HttpServletRequest request, Member member, UUID ticket) {
        Contexts.begin(request, new Presence.Registering(member, ticket, clock.instant()));
    }

    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) session.invalidate();
        SecurityContextHolder.clearContext();
    }

    /// When the caller last touched a passkey; empty without a session, and for API keys.
    public Optional<Instant> touched() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Present present
                ? Optional.ofNullable(present.touched())
                : Optional.empty();
    }

    /// Whether the caller may do nothing but register a passkey.
    public boolean isRegistering() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Present present
                && present.ticket() != null;
    }

    /// After so long without a request a session ends.
    public Duration idle() {
        return Contexts.IDLE;
    }
}
