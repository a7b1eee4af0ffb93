package beholden.server.identity;

import beholden.ground.RefusedTextException;
import beholden.server.events.NotYetRecordedException;
import beholden.server.refusal.Refusal;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/// WebAuthn as Spring Security does it, for one known account at a time: passkeys are discoverable and verify their
/// user, and there are no user names.
@Component
final class PasskeyOperations implements WebAuthnRelyingPartyOperations {
    private static final Authentication STRANGER =
            new AnonymousAuthenticationToken("stranger", "stranger", AuthorityUtils.createAuthorityList("STRANGER"));

    private final Webauthn4JRelyingPartyOperations inner;
    private final MemberPasskeys passkeys;
    private final Touch touch;

    PasskeyOperations(MemberPasskeys passkeys, Touch touch, @Value("${beholden.origin}") URI origin) {
        this.passkeys = passkeys;
        this.touch = touch;
        inner = new Webauthn4JRelyingPartyOperations(
                passkeys.users(),
                passkeys,
                PublicKeyCredentialRpEntity.builder()
                        .id(origin.getHost())
                        .name("Beholden")
                        .build(),
                Set.of(origin.toString()));
        inner.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        inner.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    @Override
    public PublicKeyCredentialCreationOptions createPublicKeyCredentialCreationOptions(
            PublicKeyCredentialCreationOptionsRequest request) {
        Present present = registrant();
        return of(present, () -> inner.createPublicKeyCredentialCreationOptions(request));
    }

    @Override
    public CredentialRecord registerCredential(RelyingPartyRegistrationRequest request) {
        Present present = registrant();
        if (!request.getCreationOptions().getUser().getId().equals(passkeys.handle(present.member()))) {
            throw Refusal.conflict("this was begun for another account; begin again");
        }
        try {
            return of(present, () -> inner.registerCredential(request));
        } catch (Refusal | RefusedTextException | NotYetRecordedException | AuthenticationException e) {
            throw e;
        } catch (RuntimeException _) {
            throw Refusal.invalid(
                    "This passkey was not accepted: it must be made on this site, kept on the device, and ask"
                            + " for a fingerprint, a face or a PIN. Try again, or take another device.");
        }
    }

    /// The one who registers a passkey now: somebody with a ticket, or who has just touched another.
    private Present registrant() {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Present present)) {
            throw Refusal.notAllowed("forbidden", "You may not do this.");
        }
        if (!present.isRegistering()) touch.require(present);
        return present;
    }

    /// Asks somebody who has signed in for the account's own passkeys alone, and a stranger for any.
    @Override
    public PublicKeyCredentialRequestOptions createCredentialRequestOptions(
            PublicKeyCredentialRequestOptionsRequest request) {
        if (request.getAuthentication() instanceof Present present && present.signed() != null) {
            return of(present, () -> inner.createCredentialRequestOptions(request));
        }
        return inner.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(STRANGER));
    }

    /// Checks an assertion; works only inside [MemberPasskeys#of].
    @Override
    public PublicKeyCredentialUserEntity authenticate(RelyingPartyAuthenticationRequest request) {
        return inner.authenticate(request);
    }

    private <T> T of(Present present, Supplier<T> work) {
        return passkeys.of(present.doer(), work);
    }
}
