package beholden.server.limits;

import beholden.faces.photo.PhotoLimits;
import beholden.server.errors.Refusals;
import beholden.server.route.Payload;
import beholden.server.route.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses large bodies before a byte of them is read: by the length that a request says it has, and it must say
/// one.
///
/// A photo, a document or a form with one has at most a MiB more than the largest photo, on the few routes that take
/// such; all else has 64 KiB. Forms that are streamed have limits of their own.
public final class BodyLimit extends OncePerRequestFilter {
    private static final long TEXT = 64 << 10;
    private static final long FORM = 1 << 20;

    private final Routes routes;
    private final Refusals refusals;
    private final long file;

    public BodyLimit(Routes routes, Refusals refusals, PhotoLimits photos) {
        this.routes = routes;
        this.refusals = refusals;
        this.file = file(photos);
    }

    /// Bytes of the largest body that holds a file.
    public static long file(PhotoLimits photos) {
        return photos.maxBytes() + FORM;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Payload body = routes.of(request).payload();
        if (body == Payload.STREAM) {
            chain.doFilter(request, response);
            return;
        }
        long length = request.getContentLengthLong();
        long limit = body == Payload.FILE ? file : TEXT;
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

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail) {
        // the rest of the body would be taken for another request
        response.setHeader(HttpHeaders.CONNECTION, "close");
        refusals.say(request, response, status, "too-large", detail);
    }
}
