package beholden.server.casework;

import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Opens a case for an examiner who has not signed in yet: whoever can start the server may.
@Component
public class PreparedCase {
    private final Casework casework;

    PreparedCase(Casework casework) {
        this.casework = casework;
    }

    /// @throws beholden.server.refusal.Refusal if something is missing, or is none of the policy's choices
    public CaseId open(Member examiner, CaseRequest request) {
        return casework.open(new SignedIn(examiner, Set.of(Role.EXAMINER)), request)
                .id();
    }
}
