package beholden.server.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Fails where libraries' filters are, outside of security's, with a message that names an agency.
@Component
@Order(-10_000)
final class FaultyFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/fault-in-a-filter-for-a-test")) {
            throw new IllegalStateException("Northmoor Constabulary", new IllegalArgumentException("Northmoor again"));
        }
        chain.doFilter(request, response);
    }
}
