package beholden.server.limits;

import beholden.server.errors.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses large bodies before a byte of them is read: by the length that a request says it has, and it must say one.
///
/// A photo, a document or a form with one has at most 41 MiB, on the few paths that take such; all else has 64 KiB.
/// Forms of imports are streamed, and have limits of their own.
public final class BodyLimit extends OncePerRequestFilter {
    private static final long TEXT = 64 << 10;
    private static final long FILE = 41L << 20;
    private static final Pattern FILES =
            Pattern.compile("(?i)image/|multipart/form-data|application/(pdf|octet-stream)");
    private static final Pattern TAKES_FILES = Pattern.compile("/api/v1/(cases/[^/]+/(probes|document)|takedowns)");
    private static final Pattern IMPORTS = Pattern.compile("/api/v1/sources/[^/]+/imports");

    private final Refusals refusals;

    public BodyLimit(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean file = bringsFile(request);
        if (file && isImport(request)) {
            chain.doFilter(request, response);
            return;
        }
        long length = request.getContentLengthLong();
        long limit = file ? FILE : TEXT;
        if (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            refuse(request, response, HttpStatus.LENGTH_REQUIRED, "say how long the body is, by Content-Length");
        } else if (length > limit) {
            refuse(
                    request,
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "the body has %,d bytes; it can have at most %,d".formatted(length, limit));
        } else {
            chain.doFilter(request, response);
        }
    }

    /// Whether it begins an import, whose form is streamed.
    public static boolean isImport(HttpServletRequest request) {
        return IMPORTS.matcher(request.getRequestURI()).matches();
    }

    /// Whether the path takes files, and the body says that it is one.
    static boolean bringsFile(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && FILES.matcher(type).lookingAt()
                && (isImport(request)
                        || TAKES_FILES.matcher(request.getRequestURI()).matches());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail) {
        // the rest of the body would be taken for another request
        response.setHeader(HttpHeaders.CONNECTION, "close");
        refusals.say(request, response, status, "too-large", detail);
    }
}
