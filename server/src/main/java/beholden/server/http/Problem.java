package beholden.server.http;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A refusal that tells a person what to do; sent as problem details.
public final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    private Problem(HttpStatus status, String kind, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
        getBody().setType(URI.create("urn:beholden:" + kind));
    }

    /// What was asked for is not there, or is not the caller's: the answer is the same for both.
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing here.");
    }

    /// The request makes no sense.
    ///
    /// @param detail the thing, the fact, the limit
    public static Problem wrong(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "wrong", detail);
    }

    /// The request makes sense, but not in the state that things are in.
    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, "conflict", detail);
    }

    /// A server that this one depends on for the request did not do its part.
    public static Problem beyond(String kind, String detail) {
        return new Problem(HttpStatus.BAD_GATEWAY, kind, detail);
    }

    /// Too much was asked for in too short a time.
    public static Problem tooMany(String detail) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", detail);
    }

    /// The caller may not.
    ///
    /// @param kind short name for programs, such as `untrained`
    public static Problem forbidden(String kind, String detail) {
        return new Problem(HttpStatus.FORBIDDEN, kind, detail);
    }

    /// The same with a field for programs.
    public Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }
}
