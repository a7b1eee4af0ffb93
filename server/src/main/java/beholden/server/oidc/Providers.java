package beholden.server.oidc;

import beholden.server.oidc.ProviderException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/// Sign-ins at providers. Keeps nothing of any: discovery and keys are asked for anew each time.
@Component
public class Providers {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final String REGISTRATION = "provider";
    private static final int LONGEST_SUBJECT = 255;

    private final Outside outside;
    private final InstantSource clock;
    private final URI comesBackTo;

    /// @param local whether providers may be on this machine, and without TLS
    Providers(
            InstantSource clock,
            @Value("${beholden.origin}") URI origin,
            @Value("${beholden.local-providers}") boolean local) {
        this.outside = new Outside(local);
        this.clock = clock;
        this.comesBackTo = URI.create(origin + "/oidc");
    }

    /// The address that all providers send browsers back to.
    public URI comesBackTo() {
        return comesBackTo;
    }

    /// Whether an issuer is one that can be asked at all.
    public boolean isIssuer(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return outside.mayBeAsked(uri) && uri.getQuery() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Asks a provider what it is.
    ///
    /// @throws ProviderException if it does not say so, or is not the issuer it was taken for
    public void look(Provider provider) {
        discover(provider);
    }

    /// @throws ProviderException if the provider cannot be asked
    public Begun begin(Provider provider, HttpServletRequest request) {
        ClientRegistration registration = discover(provider);
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(new InMemoryClientRegistrationRepository(registration));
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OAuth2AuthorizationRequest asked = Objects.requireNonNull(resolver.resolve(request, REGISTRATION));
        return new Begun(provider, registration, asked);
    }

    /// The person that the provider vouches for: the value of the provider's claim.
    ///
    /// @throws ProviderException if it vouches for nobody, or not in a way that can be trusted
    public String finish(Begun begun, Returned returned) {
        String code = returned.code();
        String state = returned.state();
        if (state == null) throw new ProviderException(Reason.UNTRUSTED);
        if (isOfAnother(begun, returned.iss())) throw new ProviderException(Reason.UNTRUSTED);
        if (code == null) throw new ProviderException(Reason.DENIED);
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(comesBackTo.toString())
                .state(state)
                .build();
        OidcUser user = outside.ask(requests -> exchange(begun, response, requests));
        Object subject = user.getIdToken().getClaims().get(begun.provider().claim());
        if (subject instanceof String name && !name.isBlank() && name.length() <= LONGEST_SUBJECT) return name;
        throw new ProviderException(
                Reason.UNTRUSTED,
                "The identity provider's token has no such claim as accounts are linked by here. Ask your"
                        + " administrator.");
    }

    /// RFC 9207 §2.4: a provider that says it names itself must.
    private static boolean isOfAnother(Begun begun, @Nullable String iss) {
        Object names = begun.registration()
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("authorization_response_iss_parameter_supported");
        return iss == null
                ? Boolean.TRUE.equals(names)
                : !iss.equals(begun.provider().issuer());
    }

    private OidcUser exchange(Begun begun, OAuth2AuthorizationResponse response, ClientHttpRequestFactory requests) {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(TokenAnswers.client(requests));
        OidcAuthorizationCodeAuthenticationProvider checks = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, of -> new DefaultOidcUser(List.of(), of.getIdToken()));
        checks.setJwtDecoderFactory(
                registration -> IdTokens.decoder(registration, requests, clock.withZone(ZoneOffset.UTC)));
        Authentication signedIn = checks.authenticate(new OAuth2LoginAuthenticationToken(
                begun.registration(), new OAuth2AuthorizationExchange(begun.request(), response)));
        if (signedIn != null && signedIn.getPrincipal() instanceof OidcUser user) return user;
        throw new ProviderException(Reason.UNTRUSTED);
    }

    private ClientRegistration discover(Provider provider) {
        return outside.ask(requests -> registration(provider, document(provider, requests)));
    }

    private static Map<String, Object> document(Provider provider, ClientHttpRequestFactory requests) {
        Map<String, Object> document = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(URI.create(provider.issuer().replaceFirst("/$", "") + WELL_KNOWN))
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                // also what would lead elsewhere
                .onStatus(status -> status.value() != HttpStatus.OK.value(), (_, _) -> {
                    throw new ProviderException(Reason.FAILED);
                })
                .body(new ParameterizedTypeReference<>() {});
        if (document == null) throw new ProviderException(Reason.FAILED);
        return document;
    }

    private ClientRegistration registration(Provider provider, Map<String, Object> document) {
        ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(document)
                .registrationId(REGISTRATION)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .redirectUri(comesBackTo.toString())
                .scope("openid")
                .build();
        ClientRegistration.ProviderDetails says = registration.getProviderDetails();
        // OpenID Connect Discovery 1.0 §4.3
        if (!provider.issuer().equals(says.getIssuerUri())) {
            throw new ProviderException(
                    Reason.FAILED, "The identity provider calls itself by another issuer than was given.");
        }
        boolean usable = isEndpoint(says.getAuthorizationUri())
                && isEndpoint(says.getTokenUri())
                && isEndpoint(says.getJwkSetUri());
        if (!usable) throw new ProviderException(Reason.FAILED);
        return registration;
    }

    private boolean isEndpoint(@Nullable String uri) {
        return uri != null && outside.mayBeAsked(URI.create(uri));
    }
}
