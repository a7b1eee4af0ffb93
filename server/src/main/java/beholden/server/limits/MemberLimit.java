package beholden.server.limits;

import beholden.server.events.Member;
import beholden.server.identity.Present;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Filter that limits accounts, such as by how many requests each has under way; strangers pass.
abstract class MemberLimit extends OncePerRequestFilter {

    @Override
    protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof Present present) {
            limit(present.member(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// Lets a request of `who` go on, or refuses it.
    abstract void limit(Member who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException;
}
