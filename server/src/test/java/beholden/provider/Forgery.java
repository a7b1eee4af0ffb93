package beholden.provider;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Puts another ID token in the place of the one that the provider issued, as a test wishes.
public final class Forgery extends OncePerRequestFilter {
    private final RSAKey key;

    private volatile @Nullable Forger forger;

    /// Makes another token of an honest one's claims.
    @FunctionalInterface
    public interface Forger {
        /// @param key the provider's own
        String forge(JWTClaimsSet honest, RSAKey key) throws Exception;
    }

    Forgery(RSAKey key) {
        this.key = key;
    }

    void with(@Nullable Forger wanted) {
        forger = wanted;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Forger wanted = forger;
        if (wanted == null) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        ObjectNode answer = (ObjectNode) JsonMapper.shared().readTree(kept.getContentAsByteArray());
        if (answer.has("id_token")) {
            try {
                JWTClaimsSet honest =
                        SignedJWT.parse(answer.get("id_token").asString()).getJWTClaimsSet();
                answer.put("id_token", wanted.forge(honest, key));
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
        kept.resetBuffer();
        kept.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(answer));
        kept.copyBodyToResponse();
    }
}
