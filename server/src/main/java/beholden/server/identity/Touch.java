package beholden.server.identity;

import beholden.server.refusal.Refusal;
import beholden.server.route.FreshTouch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses calls of routes with [FreshTouch] to whoever has not touched a passkey lately.
@Component
public final class Touch implements HandlerInterceptor {
    /// Time for which a touch is fresh.
    public static final Duration FRESH = Duration.ofMinutes(5);

    private final InstantSource clock;

    Touch(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(FreshTouch.class)) {
            require(SecurityContextHolder.getContext().getAuthentication());
        }
        return true;
    }

    /// @throws Refusal if no passkey of the account was asserted within five minutes
    void require(@Nullable Authentication who) {
        requireFresh(who instanceof Present present ? present.touched() : null);
    }

    /// @param touched when a passkey was last asserted; null if none was
    /// @throws Refusal if that is more than five minutes ago
    void requireFresh(@Nullable Instant touched) {
        if (touched == null || touched.plus(FRESH).isBefore(clock.instant())) {
            throw Refusal.notAllowed(
                    "touch-needed", "Touch your passkey again: this needs one from within the last five minutes.");
        }
    }
}
