package beholden.vault.tick;

import beholden.vault.cell.Cell;
import beholden.vault.key.AgencyId;
import org.jspecify.annotations.Nullable;

/// Something real that waits for a tick.
public sealed interface Waiting {

    /// Handed out when this is recorded; null for all but the last part.
    @Nullable
    Receipt<?> receipt();

    /// A sealed cell.
    ///
    /// @param agency whose turn it takes
    /// @param n      its number in the stream
    record ForCell(
            AgencyId agency,
            Cell cell,
            StreamHead head,
            long n,
            @Nullable Receipt<?> receipt) implements Waiting {}

    /// A sealed chunk.
    ///
    /// @param agency whose turn it takes; null for a file of no folder
    record ForChunk(
            @Nullable AgencyId agency,
            Chunk chunk,
            @Nullable Receipt<?> receipt) implements Waiting {}
}
