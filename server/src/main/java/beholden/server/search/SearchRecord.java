package beholden.server.search;

import beholden.server.events.AgencyEvent;

/// An event that tells of one search, from asking for it to its outcome, and of nothing else: outsiders may read it
/// with the search's report.
public interface SearchRecord extends AgencyEvent {
    SearchId search();
}
