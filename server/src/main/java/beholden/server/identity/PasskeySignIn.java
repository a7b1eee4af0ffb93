package beholden.server.identity;

import beholden.server.events.Means;
import beholden.server.events.Member;
import beholden.server.events.NotYetRecordedException;
import beholden.server.identity.Membership.Standing;
import beholden.server.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.stereotype.Component;

/// Signs in by an assertion, and renews the touch of somebody who has signed in.
///
/// The user handle that the authenticator gives is opened first; only the account that it leads to is then asked
/// for the credential.
@Component
final class PasskeySignIn implements AuthenticationManager {
    private final MemberPasskeys passkeys;
    private final PasskeyOperations operations;
    private final Membership membership;
    private final InstantSource clock;

    PasskeySignIn(MemberPasskeys passkeys, PasskeyOperations operations, Membership membership, InstantSource clock) {
        this.passkeys = passkeys;
        this.operations = operations;
        this.membership = membership;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication token) {
        RelyingPartyAuthenticationRequest request = ((WebAuthnAuthenticationRequestToken) token).getWebAuthnRequest();
        try {
            return signIn(request);
        } catch (NotYetRecordedException | Refusal.Damaged | Refusal.TooMany e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever it was, a stranger hears the same.
            throw new BadCredentialsException("not signed in", e);
        }
    }

    private Present signIn(RelyingPartyAuthenticationRequest request) {
        Member member = member(request);
        passkeys.of(member, () -> operations.authenticate(request));
        Passkey passkey =
                passkeys.find(member, request.getPublicKey().getRawId()).orElseThrow();
        Standing standing = membership.standing(member).orElseThrow();
        Instant now = clock.instant();
        return Present.signedIn(
                new SignedIn(member, standing.roles()),
                new Presence(member, new Means.ByPasskey(passkey.number(), standing.term()), now, now));
    }

    private Member member(RelyingPartyAuthenticationRequest request) {
        Member already = already();
        Bytes handle = request.getPublicKey().getResponse().getUserHandle();
        if (handle == null) {
            // An authenticator may leave it out where it was told which passkeys to take: those of who has signed in.
            if (already == null) throw new BadCredentialsException("no user handle");
            return already;
        }
        Member member = passkeys.member(handle).orElseThrow();
        if (already != null && !already.equals(member)) {
            throw new BadCredentialsException("another account is signed in");
        }
        return member;
    }

    private static @Nullable Member already() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Present present
                        && present.signed() != null
                ? present.member()
                : null;
    }
}
