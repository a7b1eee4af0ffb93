package beholden.cli.serve;

import beholden.ledger.note.CheckpointPolicy;
import beholden.server.events.Losses.Gap;
import beholden.server.events.Recorded;
import java.util.List;

/// Losses as an open vault tells them, and the keys to audit it by once it is closed.
///
/// @param acknowledged losses that were acknowledged before, as the operator's log says
/// @param policy       keys of the ledger
record FoundLosses(List<Gap> gaps, List<Recorded> acknowledged, CheckpointPolicy policy) {
    FoundLosses {
        gaps = List.copyOf(gaps);
        acknowledged = List.copyOf(acknowledged);
    }
}
