package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyEvent;
import beholden.server.identity.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Event that changes who holds power, or what power is held by: one person proposes it, and it happens when a
/// second one agrees.
public interface Proposable extends AgencyEvent {

    /// Kinds as people know them.
    enum Kind {
        INVITATION,
        ROLES,
        SUSPENSION,
        REINSTATEMENT,
        RECOVERY,
        POLICY
    }

    Kind kind();

    /// The account that it is about, of which there may be none yet; null if it is about none.
    default @Nullable AccountId account() {
        return null;
    }

    /// Roles that the account will have; empty if they stay.
    default Set<Role> roles() {
        return Set.of();
    }

    /// The name or the reason that was typed; null if there is none.
    default @Nullable String words() {
        return null;
    }

    /// The policy's text; null if it is another thing.
    default @Nullable String policy() {
        return null;
    }
}
