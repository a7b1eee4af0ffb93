package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;

/// Events of sources, in the operator's log.
public sealed interface SourceEvent extends AgencyEvent {

    @JsonTypeName("source-registered")
    record SourceRegistered(
            @JsonProperty("s") SourceId id,
            @JsonProperty("t") SourceTerms terms) implements SourceEvent {}

    @JsonTypeName("source-changed")
    record SourceChanged(
            @JsonProperty("s") SourceId id,
            @JsonProperty("t") SourceTerms terms) implements SourceEvent {}

    /// The end of a source: nothing of it is searched from now on, and its removal follows some days later.
    @JsonTypeName("source-ended")
    record SourceEnded(
            @JsonProperty("s") SourceId id,
            @JsonProperty("w") Source.Reason reason,
            @JsonProperty("n") String note) implements SourceEvent {}

    /// The return of a source that had ended, before its removal began: it is searched again.
    @JsonTypeName("source-restored")
    record SourceRestored(
            @JsonProperty("s") SourceId id,
            @JsonProperty("w") String reason) implements SourceEvent {}

    /// The beginning of a source's removal: it does not come back.
    @JsonTypeName("removal-begun")
    record RemovalBegun(@JsonProperty("s") SourceId id) implements SourceEvent {}

    /// The receipt: nothing of the source is left in gallery and stores.
    ///
    /// @param photos       of the source, before
    /// @param faces        of the source, before
    /// @param left         faces of the source, after: 0
    /// @param gallery      faces in the gallery, before
    /// @param galleryAfter faces in the gallery, after
    /// @param imports      number of imports whose files and reports were removed
    @JsonTypeName("removal-finished")
    record RemovalFinished(
            @JsonProperty("s") SourceId id,
            @JsonProperty("p") long photos,
            @JsonProperty("f") long faces,
            @JsonProperty("l") long left,
            @JsonProperty("g") long gallery,
            @JsonProperty("a") long galleryAfter,
            @JsonProperty("i") int imports)
            implements SourceEvent {}

    /// Photos that a source was allowed to keep for so many days are removed.
    ///
    /// @param before those enrolled before this day
    @JsonTypeName("retention-ended")
    record RetentionEnded(
            @JsonProperty("s") SourceId id,
            @JsonProperty("d") LocalDate before,
            @JsonProperty("f") long faces) implements SourceEvent {}
}
