package beholden.server.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Tells refusals of filters as those of controllers are told: as problem details.
@Component
public final class Refusals extends OncePerRequestFilter
        implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {
    private final HandlerExceptionResolver resolver;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AccessDeniedException | AuthenticationException e) {
            throw e;
        } catch (RuntimeException | ServletException e) {
            fail(request, response, e);
        }
    }

    /// Answers a fault, and lets nothing go further out: the container would write the message into its log.
    private void fail(HttpServletRequest request, HttpServletResponse response, Exception e) throws IOException {
        if (response.isCommitted()) {
            Faults.log(e);
            throw new IOException("an answer broke off");
        }
        response.resetBuffer();
        if (resolver.resolveException(request, response, null, e) == null) {
            Faults.log(e);
            say(request, response, HttpStatus.INTERNAL_SERVER_ERROR, "internal", Faults.SAYS);
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        say(request, response, HttpStatus.UNAUTHORIZED, "not-signed-in", "Sign in first.");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        say(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                "not-signed-in",
                "This passkey does not sign in here. If it did before, ask your administrator.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        if (e instanceof CsrfException) {
            say(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "no-csrf-token",
                    "Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.");
        } else {
            say(request, response, HttpStatus.FORBIDDEN, "forbidden", "Your account may not do this.");
        }
    }

    /// Answers with problem details.
    public void say(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String kind, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:beholden:" + kind));
        resolver.resolveException(request, response, null, new ErrorResponseException(status, problem, null));
    }
}
