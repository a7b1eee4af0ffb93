package beholden.server.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Something that happened in an agency: a record, named by `@JsonTypeName` once and for ever.
///
/// Kept as CBOR by component names, in cells of about a kilobyte of which few are written each second: short names,
/// and nothing that follows from another event. A component that is added later is nullable, since older events
/// lack it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
public interface AgencyEvent {}
