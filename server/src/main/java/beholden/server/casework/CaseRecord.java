package beholden.server.casework;

import beholden.server.events.AgencyEvent;

/// An event that tells on which ground a case's searches stand, and of nothing else: outsiders may read it with the
/// report
/// of a search.
public interface CaseRecord extends AgencyEvent {
    CaseId caseId();
}
