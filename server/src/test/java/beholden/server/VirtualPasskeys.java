package beholden.server;

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

/// An authenticator in software, with the browser's part of WebAuthn: JSON in, JSON out, as `navigator.credentials`
/// does it.
public final class VirtualPasskeys {
    private final ObjectConverter objects = new ObjectConverter();
    private final ClientPlatform platform;

    /// @param origin of the site that the browser shows
    public VirtualPasskeys(URI origin) {
        platform = new ClientPlatform(
                new Origin(origin.toString()), new WebAuthnAuthenticatorAdaptor(new NoneAttestationAuthenticator()));
    }

    /// These passkeys, after the site has moved to another port.
    public VirtualPasskeys movedTo(URI origin) {
        platform.setOrigin(new Origin(origin.toString()));
        return this;
    }

    /// Makes a passkey.
    public Map<String, Object> create(JsonNode options, String label) {
        PublicKeyCredential<AuthenticatorAttestationResponse, RegistrationExtensionClientOutput> made =
                platform.create(read(options, PublicKeyCredentialCreationOptions.class));
        AuthenticatorAttestationResponse response = Objects.requireNonNull(made.getResponse());
        Map<String, Object> credential = credential(
                made.getRawId(),
                Map.of(
                        "clientDataJSON", text(response.getClientDataJSON()),
                        "attestationObject", text(response.getAttestationObject()),
                        "transports", List.of("internal")));
        return Map.of("publicKey", Map.of("credential", credential, "label", label));
    }

    /// Uses a passkey.
    public Map<String, Object> assertion(JsonNode options) {
        PublicKeyCredential<AuthenticatorAssertionResponse, AuthenticationExtensionClientOutput> made =
                platform.get(read(options, PublicKeyCredentialRequestOptions.class));
        AuthenticatorAssertionResponse response = Objects.requireNonNull(made.getResponse());
        Map<String, Object> said = new HashMap<>(Map.of(
                "clientDataJSON", text(response.getClientDataJSON()),
                "authenticatorData", text(response.getAuthenticatorData()),
                "signature", text(response.getSignature())));
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
