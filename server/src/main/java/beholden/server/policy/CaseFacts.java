package beholden.server.policy;

import java.time.Instant;
import java.util.Set;

/// Facts of the case of a search that the policy looks at.
///
/// @param expires       the first moment at which the case is not valid any more
/// @param offence       code of a category of the policy
/// @param legalBasis    one of the policy's
/// @param jurisdiction  code of one of the policy's
/// @param justification why a search of faces is needed, at most [#LONGEST_JUSTIFICATION] characters
/// @param documented    whether its authorising document is there and durable
public record CaseFacts(
        boolean open,
        Instant opened,
        Instant expires,
        String offence,
        String legalBasis,
        String jurisdiction,
        String justification,
        Set<Sensitivity> sensitive,
        boolean documented) {
    /// Most characters of a justification; rules are evaluated over it, so that it is bounded.
    public static final int LONGEST_JUSTIFICATION = 4_000;

    public CaseFacts {
        sensitive = Set.copyOf(sensitive);
    }
}
