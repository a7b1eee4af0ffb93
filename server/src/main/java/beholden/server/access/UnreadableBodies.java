package beholden.server.access;

import beholden.server.http.Problem;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;

/// A request that cannot be read: says what the record it is read into said, or else where it went wrong. Its client
/// did that, so nothing is logged.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableBodies {

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        Problem problem = problem(e);
        return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
    }

    /// A form, or a query, that breaks off or is encoded wrongly.
    @ExceptionHandler({MultipartException.class, InvalidParameterException.class})
    ResponseEntity<ProblemDetail> unreadable(RuntimeException e) {
        // such as one that is too large
        if (e instanceof ErrorResponse known) {
            return ResponseEntity.status(known.getStatusCode()).body(known.getBody());
        }
        Problem problem = Problem.wrong("the form or the query cannot be read: it breaks off, or is encoded wrongly");
        return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
    }

    private static Problem problem(HttpMessageNotReadableException e) {
        String where = "";
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem said) return said;
            if (cause instanceof JacksonException json) where = path(json);
        }
        return Problem.wrong((where.isEmpty() ? "the body" : where)
                + ": is not what is asked for here; see the description" + " of the API");
    }

    /// Such as `roles.0`.
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (!path.isEmpty()) path.append('.');
            path.append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return path.toString();
    }
}
