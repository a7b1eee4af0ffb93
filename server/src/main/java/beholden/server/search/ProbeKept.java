package beholden.server.search;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The pictures of a search's probe are sealed.
///
/// @param photo  reference to the whole photo
/// @param face   reference to the searched face
/// @param ledger how many entries the ledger had, those of the search's first record among them
@SuppressWarnings("ArrayRecordComponent") // made once, handed on once
@JsonTypeName("probe-kept")
record ProbeKept(
        @JsonProperty("i") SearchId id,
        @JsonProperty("p") byte[] photo,
        @JsonProperty("f") byte[] face,
        @JsonProperty("l") long ledger)
        implements AgencyEvent {}
