package beholden.server.oidc;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/// Reads ID tokens: signed by a key that the provider publishes, for this client, now (OpenID Connect Core §3.1.3.7).
final class IdTokens {
    /// Whatever the discovery document says, and whatever the token says of itself: public keys alone.
    private static final List<SignatureAlgorithm> ALGORITHMS = List.of(SignatureAlgorithm.values());

    private IdTokens() {}

    static JwtDecoder decoder(ClientRegistration registration, ClientHttpRequestFactory requests, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .restOperations(new RestTemplate(requests))
                .build();
        OidcIdTokenValidator ours = new OidcIdTokenValidator(registration);
        ours.setClock(clock);
        JwtTimestampValidator now = new JwtTimestampValidator();
        now.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(now, ours));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }
}
