package beholden.server.agency;

import beholden.server.agency.ProviderSignIn.Arrived;
import beholden.server.agency.ProviderSignIn.Errand;
import beholden.server.http.Required;
import beholden.server.identity.Sessions;
import beholden.server.identity.SignedIn;
import beholden.server.oidc.Returned;
import beholden.server.route.FreshTouch;
import beholden.server.route.OnceByItself;
import beholden.server.route.OpenToAll;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Over the agency's identity provider, for its people.
///
/// The page finishes what the provider's answer brings, by a request of its own: the session's cookie does not go
/// with one that another site caused.
@RestController
@RequestMapping("/api/v1/oidc")
class ProviderSignInController {
    private static final String IN_AGENCIES = "hasAnyRole('ADMINISTRATOR', 'EXAMINER', 'REVIEWER', 'AUDITOR')";
    private static final String ERRAND = "errand";

    private final ProviderSignIn signIn;
    private final ProviderSettings settings;
    private final Sessions sessions;

    ProviderSignInController(ProviderSignIn signIn, ProviderSettings settings, Sessions sessions) {
        this.signIn = signIn;
        this.settings = settings;
        this.sessions = sessions;
    }

    record Begin(@Required @Nullable String pointer) {}

    /// @param location where the browser goes on
    record Begun(URI location) {}

    @OpenToAll
    @OnceByItself
    @PostMapping("/begin")
    Begun begin(@RequestBody Begin wanted, HttpServletRequest request) {
        return keep(signIn.begin(wanted.pointer(), request), request);
    }

    private static Begun keep(Errand errand, HttpServletRequest request) {
        request.getSession().setAttribute(ERRAND, errand);
        return new Begun(errand.begun().location());
    }

    /// @param linked whether the account was linked; if not, somebody was signed in
    record Finished(boolean linked) {}

    @OpenToAll
    @OnceByItself
    @PostMapping("/finish")
    Finished finish(
            @RequestBody Returned returned,
            @AuthenticationPrincipal(errorOnInvalidType = false) @Nullable SignedIn who,
            HttpServletRequest request,
            HttpServletResponse response) {
        Errand errand = take(request);
        if (errand.links() == null) {
            Arrived arrived = signIn.signIn(errand, returned);
            sessions.beginByProvider(request, response, arrived.member(), arrived.link());
            return new Finished(false);
        }
        if (who == null) throw ProviderSignIn.notBegun();
        signIn.link(errand, who, returned);
        return new Finished(true);
    }

    /// An errand is good for one answer.
    private static Errand take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) throw ProviderSignIn.notBegun();
        synchronized (session) {
            Object errand = session.getAttribute(ERRAND);
            session.removeAttribute(ERRAND);
            if (errand instanceof Errand known) return known;
            throw ProviderSignIn.notBegun();
        }
    }

    /// @param available whether the agency has an identity provider
    /// @param since     null if the caller's account is not linked
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Own(boolean available, @Nullable Instant since) {}

    @GetMapping("/link")
    @PreAuthorize(IN_AGENCIES)
    Own own(@AuthenticationPrincipal SignedIn who) {
        Federation federation = settings.of(who);
        return new Own(
                federation.provider() != null,
                federation.link(who.account()).map(Federation.Link::since).orElse(null));
    }

    @OnceByItself
    @PostMapping("/link")
    @PreAuthorize(IN_AGENCIES)
    @FreshTouch
    Begun link(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        return keep(signIn.beginLink(who, request), request);
    }

    @DeleteMapping("/link")
    @PreAuthorize(IN_AGENCIES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@AuthenticationPrincipal SignedIn who) {
        settings.unlink(who, who.account());
    }
}
