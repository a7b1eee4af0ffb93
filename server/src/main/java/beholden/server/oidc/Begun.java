package beholden.server.oidc;

import java.net.URI;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// A sign-in on its way: what was asked of the provider, and what its answer is held against. For one answer only.
public final class Begun {
    private final Provider provider;
    private final ClientRegistration registration;
    private final OAuth2AuthorizationRequest request;

    Begun(Provider provider, ClientRegistration registration, OAuth2AuthorizationRequest request) {
        this.provider = provider;
        this.registration = registration;
        this.request = request;
    }

    /// The address that the browser goes to.
    public URI location() {
        return URI.create(request.getAuthorizationRequestUri());
    }

    public Provider provider() {
        return provider;
    }

    ClientRegistration registration() {
        return registration;
    }

    OAuth2AuthorizationRequest request() {
        return request;
    }

    @Override
    public String toString() {
        return "begun";
    }
}
