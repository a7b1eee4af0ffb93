package beholden.server.imports;

import beholden.enrol.LinkRule;
import beholden.server.events.AccountId;
import beholden.server.source.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Order of what is to be imported, and how; never changes.
///
/// @param folder     of the server, below the one that imports may come from; null if the photos were handed in
/// @param link       address that a photo's name is appended to where the manifest has no link; null for no link
/// @param minQuality faces below it are left out, 0..100
record ImportOrder(
        ImportId id,
        SourceId source,
        AccountId by,
        Instant begun,
        @Nullable String folder,
        @Nullable String link,
        int minQuality) {

    LinkRule links() {
        return link == null ? new LinkRule.None() : LinkRule.of(link);
    }
}
