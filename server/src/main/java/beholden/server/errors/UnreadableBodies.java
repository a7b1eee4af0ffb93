package beholden.server.errors;

import beholden.ground.RefusedTextException;
import beholden.server.http.Problems;
import beholden.server.refusal.Refusal;
import java.net.URI;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;

/// A request that cannot be read: says what the record it is read into said, or else where it went wrong. Its
/// client did that, so nothing is logged.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableBodies {
    private static final String NOT_ASKED_FOR = ": is not what is asked for here; see the description of the API";

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        return Problems.answer(refusal(e));
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemDetail> broken(MultipartException e) {
        // Spring says itself of some that they are too large
        HttpStatusCode status = e instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.BAD_REQUEST;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, "the form is not one of files (multipart/form-data), is cut short, or has more than is taken");
        problem.setType(URI.create("urn:beholden:wrong"));
        return ResponseEntity.status(status).body(problem);
    }

    @ExceptionHandler(TypeMismatchException.class)
    ResponseEntity<ProblemDetail> mismatch(TypeMismatchException e) {
        // an id in a path that cannot be one answers like one that there is not
        if (e instanceof MethodArgumentTypeMismatchException of
                && of.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Problems.answer(Refusal.notFound());
        }
        return Problems.answer(Refusal.invalid(e.getPropertyName() + NOT_ASKED_FOR));
    }

    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ProblemDetail> undecodable() {
        return Problems.answer(Refusal.invalid("a header or a parameter" + NOT_ASKED_FOR));
    }

    private static Refusal refusal(HttpMessageNotReadableException e) {
        String where = "";
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal said) return said;
            if (cause instanceof RefusedTextException text) return Problems.refusal(text);
            if (cause instanceof JacksonException json) where = path(json);
        }
        return Refusal.invalid((where.isEmpty() ? "the body" : where) + NOT_ASKED_FOR);
    }

    /// The path to where reading failed, such as `roles.0`.
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (!path.isEmpty()) path.append('.');
            path.append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return path.toString();
    }
}
