package beholden.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsRepository;
import org.springframework.web.util.WebUtils;

/// What was asked of an authenticator and is not answered yet.
///
/// Any stranger may ask, so this is no session: so many wait and no more, about 100 MB, each for five minutes.
final class WaitingSignIns implements PublicKeyCredentialRequestOptionsRepository {
    private static final String COOKIE = "__Host-sign-in";
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cache<String, PublicKeyCredentialRequestOptions> waiting =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    @Override
    public void save(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable PublicKeyCredentialRequestOptions options) {
        String before = id(request);
        if (before != null) waiting.invalidate(before);
        if (options == null) return;
        byte[] fresh = new byte[ID_BYTES];
        RANDOM.nextBytes(fresh);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        waiting.put(id, options);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, id)
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Strict")
                        .path("/")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    @Override
    public @Nullable PublicKeyCredentialRequestOptions load(HttpServletRequest request) {
        String id = id(request);
        return id == null ? null : waiting.getIfPresent(id);
    }

    private static @Nullable String id(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : cookie.getValue();
    }
}
