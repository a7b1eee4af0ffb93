package beholden.server.policy;

import beholden.server.agency.Proposable;
import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Events of the policy; all of them are in the operator's log.
sealed interface PolicyEvent extends AgencyEvent {

    /// A policy came into force: an operator changed it, or the server found another one when it started.
    @JsonTypeName("policy-changed")
    record PolicyChanged(@JsonProperty("t") String policy) implements PolicyEvent, Proposable {
        @Override
        public Kind kind() {
            return Kind.POLICY;
        }
    }
}
