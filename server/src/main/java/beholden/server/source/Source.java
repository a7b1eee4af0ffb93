package beholden.server.source;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A source as its events tell it.
///
/// @param end     null while it has not ended
/// @param receipt null until everything of it is removed
public record Source(
        SourceId id,
        SourceTerms terms,
        Instant registered,
        @Nullable End end,
        @Nullable Receipt receipt) {

    /// Why a source ends.
    public enum Reason {
        /// The source's last day is over.
        EXPIRED,
        /// Somebody objected, and was right.
        OBJECTION,
        /// The owner, or the operator, withdrew it.
        WITHDRAWN
    }

    /// @param note for people; empty if it expired
    public record End(Instant at, Reason reason, String note) {}

    /// Outcome of the source's removal.
    ///
    /// @param event         number of the event in the operator's log
    /// @param photos        of the source, before
    /// @param faces         of the source, before
    /// @param left          faces of the source, after: 0
    /// @param gallery       faces in the gallery, before
    /// @param galleryAfter  faces in the gallery, after
    /// @param imports       whose files and reports were removed
    public record Receipt(
            Instant at, int event, long photos, long faces, long left, long gallery, long galleryAfter, int imports) {}

    public enum State {
        ACTIVE,
        /// Over; removal has not begun.
        ENDED,
        REMOVING,
        REMOVED
    }

    public State stateOn(LocalDate today) {
        if (receipt != null) return State.REMOVED;
        if (end != null) return State.REMOVING;
        return today.isAfter(terms.validUntil()) ? State.ENDED : State.ACTIVE;
    }

    /// Whether its photos may be searched, and others imported.
    public boolean isActiveOn(LocalDate today) {
        return end == null && terms.includes(today);
    }

    Source with(SourceTerms changed) {
        return new Source(id, changed, registered, end, receipt);
    }

    Source ended(End how) {
        return new Source(id, terms, registered, how, receipt);
    }

    Source removed(Receipt how) {
        return new Source(id, terms, registered, end, how);
    }
}
