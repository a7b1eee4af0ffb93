package beholden.server.source;

import beholden.server.events.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A source as its events tell it.
///
/// @param shortened the latest change that shortened its retention; null if there was none, or a longer one came since
/// @param end       null while it has not ended
/// @param receipt   null until everything of it is removed
public record Source(
        SourceId id,
        SourceTerms terms,
        Instant registered,
        @Nullable Shortened shortened,
        @Nullable End end,
        @Nullable Receipt receipt) {

    private static final int GRACE_DAYS = 3;

    /// A change of the terms by which photos are to be kept for a shorter time.
    ///
    /// @param before days for which a photo was kept until then; null: as long as the source
    public record Shortened(Instant at, @Nullable Integer before) {}

    /// Why a source ends.
    public enum Reason {
        /// The source's last day is over.
        EXPIRED,
        /// Somebody objected, and was right.
        OBJECTION,
        /// The owner, or the operator, withdrew it.
        WITHDRAWN
    }

    /// @param by    null if it expired
    /// @param note  for people; empty if it expired
    /// @param begun null while it may be restored
    public record End(
            Instant at,
            @Nullable AccountId by,
            Reason reason,
            String note,
            @Nullable Begun begun) {

        /// The first day on which it is removed though nobody confirms that: three days after the end, UTC.
        public LocalDate removedOn() {
            return afterGrace(at);
        }
    }

    /// The beginning of a removal.
    ///
    /// @param by    null if nobody confirmed it within the days of grace
    /// @param event number of the event in the operator's log
    public record Begun(Instant at, @Nullable AccountId by, int event) {}

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
        /// Its last day is over; that has not been recorded.
        ENDED,
        /// Ended, and in no search; it can be restored until its removal begins.
        LEAVING,
        REMOVING,
        REMOVED
    }

    public State stateOn(LocalDate today) {
        if (receipt != null) return State.REMOVED;
        if (end != null) return end.begun() == null ? State.LEAVING : State.REMOVING;
        return today.isAfter(terms.validUntil()) ? State.ENDED : State.ACTIVE;
    }

    /// Whether its photos may be searched, and others imported.
    public boolean isActiveOn(LocalDate today) {
        return end == null && terms.includes(today);
    }

    /// Days for which a photo is kept, as of today; null: as long as the source. A shorter retention acts after the
    /// days of grace.
    public @Nullable Integer retentionOn(LocalDate today) {
        Shortened change = shortened;
        return change != null && today.isBefore(afterGrace(change.at())) ? change.before() : terms.retentionDays();
    }

    Source with(SourceTerms changed, Instant at) {
        return new Source(id, changed, registered, shortenedTo(changed.retentionDays(), at), end, receipt);
    }

    private @Nullable Shortened shortenedTo(@Nullable Integer days, Instant at) {
        if (Objects.equals(days, terms.retentionDays())) return shortened;
        Integer before = retentionOn(LocalDate.ofInstant(at, ZoneOffset.UTC));
        return days != null && (before == null || days < before) ? new Shortened(at, before) : null;
    }

    /// The first day, UTC, on which a decision acts that destroys photos: three days after it.
    private static LocalDate afterGrace(Instant decision) {
        return LocalDate.ofInstant(decision, ZoneOffset.UTC).plusDays(GRACE_DAYS);
    }

    Source ended(End how) {
        return new Source(id, terms, registered, shortened, how, receipt);
    }

    Source restored() {
        return new Source(id, terms, registered, shortened, null, null);
    }

    Source removalBegun(Begun how) {
        return end == null ? this : ended(new End(end.at(), end.by(), end.reason(), end.note(), how));
    }

    Source removed(Receipt how) {
        return new Source(id, terms, registered, shortened, end, how);
    }
}
