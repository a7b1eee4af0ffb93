package beholden.server.casework;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A policy came into force: an operator changed it, or the server found another one when it started.
@JsonTypeName("policy-changed")
record PolicyChanged(@JsonProperty("t") String text) implements AgencyEvent {}
