package beholden.server.casework;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A document was accepted; it is in the server's memory until [DocumentSealed].
///
/// @param number of the document in its case
/// @param length in bytes
/// @param hash   SHA-256
@SuppressWarnings("ArrayRecordComponent") // written and read once
@JsonTypeName("document-received")
record DocumentReceived(
        @JsonProperty("c") CaseId caseId,
        @JsonProperty("d") int number,
        @JsonProperty("n") String name,
        @JsonProperty("t") DocumentType type,
        @JsonProperty("l") int length,
        @JsonProperty("h") byte[] hash)
        implements AgencyEvent {}
