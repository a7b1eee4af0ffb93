package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyEvent;
import beholden.server.identity.Role;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events of accounts. An event that an account causes itself names it nowhere: it is who recorded the event.
sealed interface AccountEvent extends AgencyEvent {

    /// The first event of a log.
    @JsonTypeName("agency-founded")
    record AgencyFounded(@JsonProperty("n") String name) implements AccountEvent {}

    /// @param code hash of the spoken code
    @JsonTypeName("account-invited")
    record AccountInvited(
            @JsonProperty("a") AccountId account,
            @JsonProperty("n") String name,
            @JsonProperty("r") Set<Role> roles,
            @JsonProperty("t") UUID ticket,
            @JsonProperty("c") byte[] code,
            @JsonProperty("u") Instant until)
            implements AccountEvent {
        public AccountInvited {
            roles = Set.copyOf(roles);
        }
    }

    /// An attempt with a wrong code.
    @JsonTypeName("invitation-tried")
    record InvitationTried(@JsonProperty("t") UUID ticket) implements AccountEvent {}

    /// @param name what the account is called from now on; null leaves it
    @JsonTypeName("invitation-accepted")
    record InvitationAccepted(
            @JsonProperty("t") UUID ticket,
            @JsonProperty("n") @Nullable String name) implements AccountEvent {}

    /// @param ticket which invitation or recovery it was registered by, and is the account's only passkey then;
    ///     null for one more
    @JsonTypeName("passkey-added")
    record PasskeyAdded(
            @JsonProperty("l") String label,
            @JsonProperty("d") byte[] data,
            @JsonProperty("p") List<String> transports,
            @JsonProperty("t") @Nullable UUID ticket)
            implements AccountEvent {
        public PasskeyAdded {
            transports = List.copyOf(transports);
        }
    }

    @JsonTypeName("passkey-used")
    record PasskeyUsed(
            @JsonProperty("k") int passkey,
            @JsonProperty("n") long signatures) implements AccountEvent {}

    @JsonTypeName("passkey-removed")
    record PasskeyRemoved(@JsonProperty("k") int passkey) implements AccountEvent {}

    @JsonTypeName("roles-changed")
    record RolesChanged(
            @JsonProperty("a") AccountId account,
            @JsonProperty("r") Set<Role> roles) implements AccountEvent, Proposable {
        public RolesChanged {
            roles = Set.copyOf(roles);
        }

        @Override
        public Kind kind() {
            return Kind.ROLES;
        }
    }

    @JsonTypeName("account-suspended")
    record AccountSuspended(
            @JsonProperty("a") AccountId account,
            @JsonProperty("w") String words) implements AccountEvent, Proposable {
        @Override
        public Kind kind() {
            return Kind.SUSPENSION;
        }
    }

    @JsonTypeName("account-reinstated")
    record AccountReinstated(
            @JsonProperty("a") AccountId account,
            @JsonProperty("w") String words) implements AccountEvent, Proposable {
        @Override
        public Kind kind() {
            return Kind.REINSTATEMENT;
        }
    }

    @JsonTypeName("training-recorded")
    record TrainingRecorded(
            @JsonProperty("a") AccountId account,
            @JsonProperty("c") String course,
            @JsonProperty("o") LocalDate on,
            @JsonProperty("u") LocalDate until)
            implements AccountEvent {}

    /// Takes the place of the one before.
    @JsonTypeName("recovery-code-made")
    record RecoveryCodeMade(@JsonProperty("h") UUID hash) implements AccountEvent {}

    @JsonTypeName("recovery-code-used")
    record RecoveryCodeUsed(@JsonProperty("h") UUID hash) implements AccountEvent {}

    /// Wish of a first administrator for a recovery, as it was recorded before there were proposals: only read, and
    /// changes nothing. A recovery that was agreed to is an event of its own.
    @JsonTypeName("recovery-proposed")
    record RecoveryProposed(@JsonProperty("a") AccountId account) implements AccountEvent {}

    /// An invitation of somebody who has an account, whose passkey will be the only one.
    @JsonTypeName("recovery-agreed")
    record RecoveryAgreed(
            @JsonProperty("a") AccountId account,
            @JsonProperty("t") UUID ticket,
            @JsonProperty("c") byte[] code,
            @JsonProperty("u") Instant until)
            implements AccountEvent {}

    @JsonTypeName("api-key-made")
    record ApiKeyMade(
            @JsonProperty("i") UUID id,
            @JsonProperty("h") UUID hash,
            @JsonProperty("n") String name,
            @JsonProperty("s") boolean search,
            @JsonProperty("u") Instant until)
            implements AccountEvent {}

    @JsonTypeName("api-key-removed")
    record ApiKeyRemoved(@JsonProperty("i") UUID id) implements AccountEvent {}

    /// Takes the place of the one before. Links end if this one may know people by other names.
    ///
    /// @param pointed what the sign-in link leads to
    @JsonTypeName("provider-configured")
    record ProviderConfigured(
            @JsonProperty("p") UUID pointed,
            @JsonProperty("i") String issuer,
            @JsonProperty("c") String clientId,
            @JsonProperty("s") String clientSecret,
            @JsonProperty("m") String claim)
            implements AccountEvent {
        @Override
        public String toString() {
            return "provider configured";
        }
    }

    @JsonTypeName("provider-removed")
    record ProviderRemoved() implements AccountEvent {}

    /// A link with a person at the provider, by whose account it is.
    ///
    /// @param subject what the provider calls the person
    @JsonTypeName("provider-linked")
    record ProviderLinked(
            @JsonProperty("i") UUID link, @JsonProperty("s") String subject) implements AccountEvent {}

    @JsonTypeName("provider-unlinked")
    record ProviderUnlinked(@JsonProperty("a") AccountId account) implements AccountEvent {}

    /// A sign-in.
    @JsonTypeName("provider-used")
    record ProviderUsed(@JsonProperty("i") UUID link) implements AccountEvent {}

    /// @param account whose sign-in it would have been; null if nobody's
    @JsonTypeName("provider-refused")
    record ProviderRefused(
            @JsonProperty("w") Federation.Why why,
            @JsonProperty("a") @Nullable AccountId account) implements AccountEvent {}
}
