package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyEvent;
import beholden.server.identity.Role;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Set;
import java.util.UUID;

/// Events of proposals. Who proposed or decided is who recorded the event.
sealed interface ProposalEvent extends AgencyEvent {

    /// @param what happens when somebody agrees
    @JsonTypeName("proposal-made")
    record ProposalMade(
            @JsonProperty("i") UUID id, @JsonProperty("e") Proposable what) implements ProposalEvent {}

    /// Follows what it makes happen, in the same deed.
    @JsonTypeName("proposal-agreed")
    record ProposalAgreed(@JsonProperty("i") UUID id) implements ProposalEvent {}

    @JsonTypeName("proposal-refused")
    record ProposalRefused(@JsonProperty("i") UUID id) implements ProposalEvent {}

    /// An invitation of somebody who will lead, which is drawn when it is agreed to; only in a proposal.
    @JsonTypeName("invitation-wanted")
    record InvitationWanted(
            @JsonProperty("a") AccountId account,
            @JsonProperty("n") String words,
            @JsonProperty("r") Set<Role> roles) implements ProposalEvent, Proposable {
        public InvitationWanted {
            roles = Set.copyOf(roles);
        }

        @Override
        public Kind kind() {
            return Kind.INVITATION;
        }
    }

    /// A recovery, whose invitation is drawn when it is agreed to; only in a proposal.
    @JsonTypeName("recovery-wanted")
    record RecoveryWanted(@JsonProperty("a") AccountId account) implements ProposalEvent, Proposable {
        @Override
        public Kind kind() {
            return Kind.RECOVERY;
        }
    }
}
