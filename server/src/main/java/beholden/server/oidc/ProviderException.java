package beholden.server.oidc;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/// An identity provider did not do its part. Says which, never whose; and has no cause, whose text could.
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public enum Reason {
        /// The provider could not be reached, or what it said made no sense.
        FAILED("The identity provider does not answer, or not as OpenID Connect says it should. Try again later; the"
                + " passkey signs in as before."),
        /// The provider said no: to the person, to the code, or to this installation as its client.
        DENIED("The identity provider refused to sign you in. Begin again from the sign-in link; if it goes on, the"
                + " client's secret may have changed."),
        /// The provider said yes by a token that is not to be trusted.
        UNTRUSTED("What the identity provider sent is not to be trusted: it was not meant for this sign-in, or its"
                + " signature, issuer, client or time is wrong. Begin again from the sign-in link.");

        private final String says;

        Reason(String says) {
            this.says = says;
        }
    }

    ProviderException(Reason reason) {
        this(reason, reason.says);
    }

    /// @param says what a person is told
    ProviderException(Reason reason, String says) {
        super(says, null, false, false);
        this.reason = reason;
    }

    /// The exception that a failure of Spring Security's parts comes to.
    static ProviderException of(RuntimeException e) {
        return switch (e) {
            case ProviderException known -> known;
            case OAuth2AuthorizationException refused -> of(refused.getError(), e);
            case OAuth2AuthenticationException refused -> of(refused.getError(), e);
            default -> new ProviderException(Reason.FAILED);
        };
    }

    private static ProviderException of(OAuth2Error error, RuntimeException e) {
        if (isNetwork(e)) return new ProviderException(Reason.FAILED);
        return switch (error.getErrorCode()) {
            case "invalid_token_response" -> new ProviderException(Reason.FAILED);
            case "invalid_id_token", "invalid_nonce", "invalid_state_parameter" ->
                new ProviderException(Reason.UNTRUSTED);
            default -> new ProviderException(Reason.DENIED);
        };
    }

    private static boolean isNetwork(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof java.io.IOException) return true;
        }
        return false;
    }

    public Reason reason() {
        return reason;
    }
}
