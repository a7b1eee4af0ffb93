package beholden.server.report;

import beholden.server.events.AgencyEvent;
import beholden.server.search.SearchId;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Events of reports.
sealed interface ReportEvent extends AgencyEvent {

    /// Somebody takes a report out of the system.
    ///
    /// @param hash SHA-256 of the file with spaces where this record's own proof goes, see [ProofPlace]
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    @JsonTypeName("report-exported")
    record ReportExported(
            @JsonProperty("r") ReportId report,
            @JsonProperty("i") SearchId search,
            @JsonProperty("k") ReportFormat format,
            @JsonProperty("h") byte[] hash)
            implements ReportEvent {}
}
