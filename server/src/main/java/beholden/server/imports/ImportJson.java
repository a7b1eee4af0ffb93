package beholden.server.imports;

import beholden.server.source.SourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An import, as the API shows it.
///
/// @param folder   of the server; null if the photos were handed in
/// @param done     files of which it is told what became of them
/// @param refusals the first of them; the report has them all
/// @param problem  why it failed; null if it did not
record ImportJson(
        ImportId id,
        OfSource source,
        @Nullable String folder,
        ImportState state,
        long done,
        long total,
        int enrolled,
        int noFace,
        int lowQuality,
        int alreadyThere,
        int refused,
        long faces,
        Instant started,
        @Nullable Instant ended,
        List<String> refusals,
        @Nullable String problem) {

    record OfSource(SourceId id, String name) {}

    static ImportJson of(ImportOrder order, ImportStand stand, String sourceName) {
        Tally tally = stand.tally();
        return new ImportJson(
                order.id(),
                new OfSource(order.source(), sourceName),
                order.folder(),
                stand.state(),
                tally.photos(),
                stand.total(),
                tally.enrolled(),
                tally.noFace(),
                tally.lowQuality(),
                tally.alreadyThere(),
                tally.refused(),
                tally.faces(),
                order.begun(),
                stand.ended(),
                stand.refusals(),
                stand.problem());
    }
}
