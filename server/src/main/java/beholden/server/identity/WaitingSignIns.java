package beholden.server.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsRepository;
import org.springframework.web.util.WebUtils;

/// Challenges that authenticators were asked and have not answered yet: in the session of who has signed in, and
/// apart from sessions for strangers, who have none.
///
/// Any stranger may ask, so only so many wait, about 100 MB; a new one then takes the place of the oldest. A cache
/// such as Caffeine would rather turn away the newest when it is full, so that whoever fills it keeps others from
/// signing in.
final class WaitingSignIns implements PublicKeyCredentialRequestOptionsRepository {
    private static final String COOKIE = "__Host-sign-in";
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PublicKeyCredentialRequestOptionsRepository sessions =
            new HttpSessionPublicKeyCredentialRequestOptionsRepository();
    private final InstantSource clock;

    /// Challenges of strangers, in the order in which they asked.
    private final Map<String, Waiting> strangers = new LinkedHashMap<>();

    private record Waiting(PublicKeyCredentialRequestOptions options, Instant until) {}

    WaitingSignIns(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void save(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable PublicKeyCredentialRequestOptions options) {
        if (request.getSession(false) != null) {
            sessions.save(request, response, options);
            return;
        }
        String id = id(request);
        if (id != null) forget(id);
        if (options != null) response.addHeader(HttpHeaders.SET_COOKIE, cookie(keep(options)));
    }

    @Override
    public @Nullable PublicKeyCredentialRequestOptions load(HttpServletRequest request) {
        if (request.getSession(false) != null) return sessions.load(request);
        String id = id(request);
        return id == null ? null : find(id);
    }

    private synchronized @Nullable PublicKeyCredentialRequestOptions find(String id) {
        Waiting waiting = strangers.get(id);
        return waiting == null || waiting.until().isBefore(clock.instant()) ? null : waiting.options();
    }

    private synchronized void forget(String id) {
        strangers.remove(id);
    }

    private synchronized String keep(PublicKeyCredentialRequestOptions options) {
        byte[] fresh = new byte[ID_BYTES];
        RANDOM.nextBytes(fresh);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        if (strangers.size() == MOST)
            strangers.remove(strangers.keySet().iterator().next());
        strangers.put(id, new Waiting(options, clock.instant().plus(KEPT)));
        return id;
    }

    private static String cookie(String id) {
        return ResponseCookie.from(COOKIE, id)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(KEPT)
                .build()
                .toString();
    }

    private static @Nullable String id(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : cookie.getValue();
    }
}
