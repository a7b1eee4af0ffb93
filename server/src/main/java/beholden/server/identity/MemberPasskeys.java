package beholden.server.identity;

import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.turns.Allowance;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/// The passkeys of one account at a time: Spring Security looks credentials up by their id alone, for which there
/// is no index here, so everything it does with this runs [#of(Member, Supplier)] an account that is known
/// before.
@Component
final class MemberPasskeys implements UserCredentialRepository {
    /// Points of a sign-in or a touch: each makes a record.
    private static final int SIGN_IN = 10;

    private static final ScopedValue<Admitted> WHO = ScopedValue.newInstance();

    private final Membership membership;
    private final SealedPointers pointers;
    private final InstantSource clock;
    private final Allowance allowance;
    private final PasskeyRecords records = new PasskeyRecords();

    private record Admitted(Member member, @Nullable SignedIn registrant) {}

    MemberPasskeys(Membership membership, SealedPointers pointers, Allowance allowance, InstantSource clock) {
        this.membership = membership;
        this.pointers = pointers;
        this.allowance = allowance;
        this.clock = clock;
    }

    /// Does work on the passkeys of an account that none is added to.
    <T> T of(Member member, Supplier<T> work) {
        return ScopedValue.where(WHO, new Admitted(member, null)).call(work::get);
    }

    /// Does work on the passkeys of somebody who may add one.
    <T> T of(SignedIn registrant, Supplier<T> work) {
        return ScopedValue.where(WHO, new Admitted(registrant.member(), registrant))
                .call(work::get);
    }

    /// The user handle that authenticators keep with a passkey of an account; always the same.
    Bytes handle(Member member) {
        return new Bytes(
                pointers.seal(Purpose.PASSKEY, member.agency(), member.account().value()));
    }

    /// The account that a user handle leads to; empty if it is none of this installation's.
    Optional<Member> member(Bytes handle) {
        return pointers.open(Purpose.PASSKEY, handle.getBytes())
                .map(to -> new Member(to.agency(), new AccountId(to.to())));
    }

    /// The account's passkey with a credential id.
    Optional<Passkey> find(Member member, Bytes credentialId) {
        return membership.passkeys(member).stream()
                .filter(passkey -> records.is(passkey, credentialId))
                .findFirst();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        Member member = WHO.get().member();
        return find(member, credentialId)
                .map(passkey -> records.record(passkey, handle(member)))
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        Member member = WHO.get().member();
        Bytes handle = handle(member);
        return membership.passkeys(member).stream()
                .map(passkey -> records.record(passkey, handle))
                .toList();
    }

    /// A new passkey, or one that was used.
    @Override
    public void save(CredentialRecord record) {
        Admitted who = WHO.get();
        Optional<Passkey> known = find(who.member(), record.getCredentialId());
        if (known.isPresent()) {
            // The assertion was valid: only who has the passkey takes from the account's allowance.
            allowance.require(who.member(), SIGN_IN);
            membership.used(who.member(), known.get().number(), record.getSignatureCount());
        } else {
            membership.add(Objects.requireNonNull(who.registrant()), records.passkey(record, clock.instant()));
        }
    }

    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("passkeys are removed by their number");
    }

    /// The account that work is done for now, as a WebAuthn user.
    PublicKeyCredentialUserEntityRepository users() {
        return new PublicKeyCredentialUserEntityRepository() {
            @Override
            public PublicKeyCredentialUserEntity findById(Bytes id) {
                return user();
            }

            @Override
            public PublicKeyCredentialUserEntity findByUsername(String name) {
                return user();
            }

            private PublicKeyCredentialUserEntity user() {
                Member member = WHO.get().member();
                String name = membership.name(member);
                return ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(handle(member))
                        .name(name)
                        .displayName(name)
                        .build();
            }

            @Override
            public void save(PublicKeyCredentialUserEntity user) {
                throw new UnsupportedOperationException("accounts are made by invitation");
            }

            @Override
            public void delete(Bytes id) {
                throw new UnsupportedOperationException("accounts are suspended, never deleted");
            }
        };
    }
}
