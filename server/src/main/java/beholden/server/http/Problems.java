package beholden.server.http;

import beholden.ground.RefusedTextException;
import beholden.server.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// The one place where refusals become HTTP: problem details (RFC 9457) with a status and a type for each kind.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems {
    private static final String NOT_ALLOWED = Problems.class.getName() + ".not-allowed";

    /// Whether a request was refused for what its sender may not do at this moment: sent again, it may be allowed.
    public static boolean wasNotAllowed(HttpServletRequest request) {
        return request.getAttribute(NOT_ALLOWED) != null;
    }

    @ExceptionHandler(Refusal.class)
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        if (refusal instanceof Refusal.NotAllowed || refusal instanceof Refusal.TooMany)
            request.setAttribute(NOT_ALLOWED, true);
        return answer(refusal);
    }

    @ExceptionHandler(RefusedTextException.class)
    ResponseEntity<ProblemDetail> refused(RefusedTextException e) {
        return answer(refusal(e));
    }

    /// The refusal of a request whose text was refused.
    public static Refusal refusal(RefusedTextException e) {
        return Refusal.invalid(String.valueOf(e.getMessage()));
    }

    /// The answer that tells a client of a refusal.
    public static ResponseEntity<ProblemDetail> answer(Refusal refusal) {
        HttpHeaders headers = new HttpHeaders();
        ProblemDetail detail = switch (refusal) {
            case Refusal.NotFound _ -> of(HttpStatus.NOT_FOUND, "not-found", refusal);
            case Refusal.Invalid _ -> of(HttpStatus.BAD_REQUEST, "wrong", refusal);
            case Refusal.Conflict _ -> of(HttpStatus.CONFLICT, "conflict", refusal);
            case Refusal.NotAllowed not -> of(HttpStatus.FORBIDDEN, not.rule(), refusal);
            case Refusal.ByPolicy by -> {
                ProblemDetail of = of(HttpStatus.FORBIDDEN, "policy", refusal);
                of.setTitle(by.title());
                of.setProperty("rule", by.rule());
                yield of;
            }
            case Refusal.TooMany much -> {
                retryAfter(headers, much.retryAfter());
                yield of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", refusal);
            }
            case Refusal.Busy busy -> {
                retryAfter(headers, busy.retryAfter());
                yield of(HttpStatus.SERVICE_UNAVAILABLE, "busy", refusal);
            }
            case Refusal.Damaged _ -> of(HttpStatus.SERVICE_UNAVAILABLE, "damaged", refusal);
            case Refusal.Unanswered by -> of(HttpStatus.BAD_GATEWAY, by.what(), refusal);
        };
        refusal.facts().forEach(detail::setProperty);
        return ResponseEntity.status(detail.getStatus()).headers(headers).body(detail);
    }

    private static void retryAfter(HttpHeaders headers, Duration wait) {
        headers.set(HttpHeaders.RETRY_AFTER, seconds(wait));
    }

    /// A time as headers tell it: whole seconds, rounded up.
    public static String seconds(Duration time) {
        return Long.toString(time.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static ProblemDetail of(HttpStatus status, String type, Refusal refusal) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
        detail.setType(URI.create("urn:beholden:" + type));
        return detail;
    }
}
