package beholden.server.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an import stands.
///
/// @param total       files, those that were refused on arrival included
/// @param reportBytes of the report that belong to the tally
/// @param last        place of the last file of the tally; null if there is none
/// @param refusals    the first of them, each with the thing, the fact and the limit
/// @param problem     why it failed or was paused, for people; null if nothing is wrong
/// @param ended       null while it may go on
record ImportStand(
        ImportState state,
        long total,
        Tally tally,
        long reportBytes,
        @Nullable String last,
        List<String> refusals,
        @Nullable String problem,
        @Nullable Instant ended) {
    static final int REFUSALS = 20;

    ImportStand {
        refusals = refusals.stream().limit(REFUSALS).toList();
    }

    static ImportStand waiting(long total) {
        return new ImportStand(ImportState.WAITING, total, Tally.NOTHING, 0, null, List.of(), null, null);
    }

    ImportStand in(ImportState other) {
        return new ImportStand(other, total, tally, reportBytes, last, refusals, null, ended);
    }

    ImportStand because(String why) {
        return new ImportStand(state, total, tally, reportBytes, last, refusals, why, ended);
    }

    /// The same, further on.
    ImportStand at(long newTotal, Tally newTally, List<String> newRefusals) {
        return new ImportStand(state, newTotal, newTally, reportBytes, last, newRefusals, problem, ended);
    }

    /// The same, with all of its tally durable.
    ImportStand durable(long bytes, @Nullable String place) {
        return new ImportStand(state, total, tally, bytes, place, refusals, problem, ended);
    }

    ImportStand endedAt(Instant when) {
        return new ImportStand(state, total, tally, reportBytes, last, refusals, problem, when);
    }
}
