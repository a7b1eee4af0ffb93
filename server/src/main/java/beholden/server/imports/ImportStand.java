package beholden.server.imports;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The state that an import has come to.
///
/// @param total       files, those that were refused on arrival included
/// @param tally       so far, for whoever watches
/// @param refusals    the first of them, each with the thing, the fact and the limit
/// @param durable     what a next run goes on from
/// @param problem     why it failed or was paused, for people; null if nothing is wrong
/// @param ended       null while it may go on
record ImportStand(
        ImportState state,
        long total,
        Tally tally,
        List<String> refusals,
        Durable durable,
        @Nullable String problem,
        @Nullable Instant ended) {
    static final int REFUSALS = 20;

    /// The part of the import that is in the gallery for good.
    ///
    /// @param reportBytes of the report that belong to it
    /// @param last        place of its last file; null if there is none
    record Durable(
            Tally tally,
            List<String> refusals,
            long reportBytes,
            @Nullable String last) {
        static final Durable NOTHING = new Durable(Tally.NOTHING, List.of(), 0, null);
    }

    ImportStand {
        // a note that lacks one is damaged
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(tally, "tally");
        Objects.requireNonNull(durable, "durable");
        refusals = refusals.stream().limit(REFUSALS).toList();
    }

    static ImportStand waiting(long total) {
        return new ImportStand(ImportState.WAITING, total, Tally.NOTHING, List.of(), Durable.NOTHING, null, null);
    }

    static ImportStand damaged(String problem) {
        return new ImportStand(ImportState.DAMAGED, 0, Tally.NOTHING, List.of(), Durable.NOTHING, problem, null);
    }

    ImportStand in(ImportState other) {
        return new ImportStand(other, total, tally, refusals, durable, null, ended);
    }

    ImportStand because(String why) {
        return new ImportStand(state, total, tally, refusals, durable, why, ended);
    }

    /// This state, with all that is not durable given up.
    ImportStand rolledBack() {
        return at(total, durable.tally(), durable.refusals());
    }

    /// This state, further on.
    ImportStand at(long newTotal, Tally newTally, List<String> newRefusals) {
        return new ImportStand(state, newTotal, newTally, newRefusals, durable, problem, ended);
    }

    /// This state, with all of its tally durable.
    ImportStand durable(long reportBytes, @Nullable String last) {
        return new ImportStand(
                state, total, tally, refusals, new Durable(tally, refusals, reportBytes, last), problem, ended);
    }

    ImportStand endedAt(Instant when) {
        return new ImportStand(state, total, tally, refusals, durable, problem, when);
    }
}
