package beholden.server.identity;

import beholden.server.errors.Refusals;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.registration.PublicKeyCredentialCreationOptionsFilter;
import org.springframework.security.web.webauthn.registration.WebAuthnRegistrationFilter;
import org.springframework.stereotype.Component;

/// Spring Security's filters for passkeys, put in by hand: its `webAuthn(…)` would sign in by user name.
@Component
public final class PasskeyFilters {
    private final PasskeySignIn signIn;
    private final PasskeyOperations operations;
    private final MemberPasskeys passkeys;
    private final Contexts contexts;
    private final CsrfTokenRepository tokens;
    private final Refusals refusals;
    private final WaitingSignIns waiting;

    PasskeyFilters(
            PasskeySignIn signIn,
            PasskeyOperations operations,
            MemberPasskeys passkeys,
            Contexts contexts,
            CsrfTokenRepository tokens,
            Refusals refusals,
            InstantSource clock) {
        this.signIn = signIn;
        this.operations = operations;
        this.passkeys = passkeys;
        this.contexts = contexts;
        this.tokens = tokens;
        this.refusals = refusals;
        this.waiting = new WaitingSignIns(clock);
    }

    /// Adds signing in, which strangers may do, and registering, which is authorised before.
    public HttpSecurity addTo(HttpSecurity http) {
        PublicKeyCredentialRequestOptionsFilter options = new PublicKeyCredentialRequestOptionsFilter(operations);
        options.setRequestOptionsRepository(waiting);
        return http.addFilterBefore(signIn(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new WebAuthnRegistrationFilter(passkeys, operations), AuthorizationFilter.class)
                .addFilterAfter(new PublicKeyCredentialCreationOptionsFilter(operations), AuthorizationFilter.class)
                .addFilterAfter(options, AuthorizationFilter.class);
    }

    private WebAuthnAuthenticationFilter signIn() {
        WebAuthnAuthenticationFilter filter = new WebAuthnAuthenticationFilter();
        filter.setAuthenticationManager(signIn);
        filter.setRequestOptionsRepository(waiting);
        filter.setSecurityContextRepository(contexts);
        filter.setAuthenticationFailureHandler(refusals);
        filter.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(tokens))));
        return filter;
    }
}
