package beholden.server.identity;

import beholden.ground.TypedText;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/// Translates passkeys between what is kept, which is the authenticator data alone, and what Spring Security wants.
final class PasskeyRecords {
    /// Most bytes of a passkey. Those that browsers make have a few hundred; the rest would only fill cells.
    private static final int MOST_BYTES = 1_200;

    private static final int MOST_LABEL = 60;

    private final ObjectConverter objects = new ObjectConverter();
    private final AttestationObjectConverter attestations = new AttestationObjectConverter(objects);
    private final AuthenticatorDataConverter data = new AuthenticatorDataConverter(objects);

    CredentialRecord record(Passkey passkey, Bytes handle) {
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> read = data.convert(passkey.data());
        AttestedCredentialData credential = credential(read);
        byte[] attestation = attestations.convertToBytes(new AttestationObject(read, new NoneAttestationStatement()));
        return ImmutableCredentialRecord.builder()
                .userEntityUserId(handle)
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(credential.getCredentialId()))
                .publicKey(
                        new ImmutablePublicKeyCose(objects.getCborMapper().writeValueAsBytes(credential.getCOSEKey())))
                .signatureCount(passkey.signatures())
                .uvInitialized(read.isFlagUV())
                .backupEligible(read.isFlagBE())
                .backupState(read.isFlagBS())
                .transports(passkey.transports().stream()
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .attestationObject(new Bytes(attestation))
                .label(passkey.label())
                .created(passkey.created())
                .lastUsed(passkey.lastUsed())
                .build();
    }

    /// @throws IllegalArgumentException if it is larger than passkeys are
    Passkey passkey(CredentialRecord record, Instant now) {
        byte[] bytes = attestations.extractAuthenticatorData(
                Objects.requireNonNull(record.getAttestationObject()).getBytes());
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a passkey of " + bytes.length + " bytes; it can have at most " + MOST_BYTES);
        }
        return new Passkey(
                0,
                label(record.getLabel()),
                bytes,
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .toList(),
                record.getSignatureCount(),
                now,
                now);
    }

    boolean is(Passkey passkey, Bytes credentialId) {
        return new Bytes(credential(data.convert(passkey.data())).getCredentialId()).equals(credentialId);
    }

    private static String label(String wanted) {
        return wanted.isBlank() ? "Passkey" : TypedText.line("label", wanted, MOST_LABEL);
    }

    private static AttestedCredentialData credential(AuthenticatorData<?> read) {
        return Objects.requireNonNull(read.getAttestedCredentialData(), "a registration holds a credential");
    }
}
