package beholden.server.access;

import beholden.server.refusal.Refusal;
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

/// Asks for [FreshTouch].
@Component
final class Touch implements HandlerInterceptor {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final InstantSource clock;

    Touch(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(FreshTouch.class)) {
            request.setAttribute(IdempotencyKeys.UNTOUCHED, true);
            require(SecurityContextHolder.getContext().getAuthentication());
            request.removeAttribute(IdempotencyKeys.UNTOUCHED);
            request.setAttribute(IdempotencyKeys.TOUCHED, true);
        }
        return true;
    }

    /// @throws Refusal if no passkey of the account was asserted within five minutes
    void require(@Nullable Authentication who) {
        Instant touched = who instanceof Present present ? present.touched() : null;
        if (touched == null || touched.plus(FRESH).isBefore(clock.instant())) {
            throw Refusal.notAllowed(
                    "touch-needed", "Touch your passkey again: this needs one from within the last five minutes.");
        }
    }
}
