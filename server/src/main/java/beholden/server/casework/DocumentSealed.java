package beholden.server.casework;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// All of a document is durable.
///
/// @param number of the document in its case
/// @param file   where it is, as [beholden.vault.FileRef#bytes()]
@SuppressWarnings("ArrayRecordComponent") // written and read once
@JsonTypeName("document-sealed")
record DocumentSealed(
        @JsonProperty("c") CaseId caseId,
        @JsonProperty("d") int number,
        @JsonProperty("f") byte[] file) implements AgencyEvent {}
