package beholden.bench.server;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.PublicKeyCredential;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.extension.client.AuthenticationExtensionClientOutput;
import com.webauthn4j.data.extension.client.RegistrationExtensionClientOutput;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One person's passkey, in software, with what a browser adds to it.
final class Passkey {
    private final ObjectConverter objects = new ObjectConverter();
    private final ClientPlatform platform;

    Passkey(URI origin) {
        platform = new ClientPlatform(
                new Origin(origin.toString()), new WebAuthnAuthenticatorAdaptor(new NoneAttestationAuthenticator()));
    }

    /// From now on used on this site.
    void moveTo(URI origin) {
        platform.setOrigin(new Origin(origin.toString()));
    }

    /// The body of a registration.
    Map<String, Object> registration(JsonNode options) {
        PublicKeyCredential<AuthenticatorAttestationResponse, RegistrationExtensionClientOutput> made =
                platform.create(read(options, PublicKeyCredentialCreationOptions.class));
        AuthenticatorAttestationResponse response = Objects.requireNonNull(made.getResponse());
        Map<String, Object> said = Map.of(
                "clientDataJSON", text(response.getClientDataJSON()),
                "attestationObject", text(response.getAttestationObject()),
                "transports", List.of("internal"));
        return Map.of("publicKey", Map.of("credential", credential(made.getRawId(), said), "label", "bench"));
    }

    /// The body of a sign-in.
    synchronized Map<String, Object> assertion(JsonNode options) {
        PublicKeyCredential<AuthenticatorAssertionResponse, AuthenticationExtensionClientOutput> made =
                platform.get(read(options, PublicKeyCredentialRequestOptions.class));
        AuthenticatorAssertionResponse response = Objects.requireNonNull(made.getResponse());
        Map<String, Object> said = new HashMap<>();
        said.put("clientDataJSON", text(response.getClientDataJSON()));
        said.put("authenticatorData", text(response.getAuthenticatorData()));
        said.put("signature", text(response.getSignature()));
        byte[] handle = response.getUserHandle();
        if (handle != null) said.put("userHandle", text(handle));
        return credential(made.getRawId(), said);
    }

    private static Map<String, Object> credential(byte[] id, Map<String, Object> response) {
        return Map.of(
                "id",
                text(id),
                "rawId",
                text(id),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of(),
                "authenticatorAttachment",
                "platform");
    }

    private <T> T read(JsonNode options, Class<T> type) {
        return Objects.requireNonNull(objects.getJsonMapper().readValue(options.toString(), type));
    }

    private static String text(byte @Nullable [] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Objects.requireNonNull(bytes));
    }
}
