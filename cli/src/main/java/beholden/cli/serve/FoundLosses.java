package beholden.cli.serve;

import beholden.ledger.note.CheckpointPolicy;
import beholden.server.events.Losses.Gap;
import beholden.server.events.Recorded;
import beholden.vault.check.KnownLosses;
import java.util.List;

/// What an open vault tells of its losses, and what it takes to audit it once it is closed.
///
/// @param acknowledged what was acknowledged before, as the operator's log says
/// @param known        the differences between store and ledger among that
/// @param policy       keys of the ledger
record FoundLosses(List<Gap> gaps, List<Recorded> acknowledged, KnownLosses known, CheckpointPolicy policy) {
    FoundLosses {
        gaps = List.copyOf(gaps);
        acknowledged = List.copyOf(acknowledged);
    }
}
