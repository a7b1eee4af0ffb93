package beholden.ledger;

import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.SignedNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Findings of an audit.
///
/// @param note       the log's checkpoint as it was read; null if there is none that the log's key signed
/// @param checkpoint what the note says
/// @param cosigned   the newest checkpoint that enough witnesses cosigned; null if none are needed or there is
/// none
/// @param leaves     how many entries were hashed
/// @param cells      how many cells of a database copy were hashed
/// @param findings   everything wrong, at most [#MAX_FINDINGS] unless more were asked for
/// @param unlisted   how many more findings there are
public record AuditReport(
        @Nullable SignedNote note,
        @Nullable Checkpoint checkpoint,
        @Nullable Checkpoint cosigned,
        long leaves,
        long cells,
        List<Finding> findings,
        long unlisted) {
    /// The most findings that are listed, unless more are asked for.
    public static final int MAX_FINDINGS = 1000;

    public AuditReport {
        findings = List.copyOf(findings);
    }

    /// Whether the ledger, and the database copy if there was one, are as an honest operator has them.
    public boolean clean() {
        return findings.isEmpty();
    }
}
