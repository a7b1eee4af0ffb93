package beholden.server.errors;

import beholden.server.events.NotYetRecordedException;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what went wrong inside: a client learns nothing of it, and the log no message, which might repeat what
/// an agency entered; only the kinds of error and where.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int FRAMES = 30;

    static final String SAYS = "Something went wrong here; it is not your doing.";

    @ExceptionHandler(NotYetRecordedException.class)
    ResponseEntity<ProblemDetail> notRecorded(NotYetRecordedException e) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> fault(Exception e) throws Exception {
        // These are answered further out.
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) throw e;
        log(e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal", SAYS);
    }

    static void log(Throwable e) {
        if (!isHungUp(e)) LOG.error("an internal error: {}", where(e));
    }

    /// Whether it happened since the client hung up: a line for that would tell when somebody did what.
    private static boolean isHungUp(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException) return true;
        }
        return false;
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String kind, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:beholden:" + kind));
        return ResponseEntity.status(status).body(problem);
    }

    private static String where(Throwable e) {
        String here = e.getClass().getName()
                + Arrays.stream(e.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
        return e.getCause() == null ? here : here + "\n  because of " + where(e.getCause());
    }
}
