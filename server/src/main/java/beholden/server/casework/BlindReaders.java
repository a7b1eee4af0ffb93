package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;

/// Readers who judge searches without knowing whose they are; the package that reviews brings the one bean of it.
///
/// For example, Rosa reviews candidates of a search, and an earlier search of the same case has its outcome. Were she
/// told who made the earlier one, or who opened the case, she would know who examines the other.
public interface BlindReaders {

    /// Whether this reader still has to judge a search of a case so. Then nobody else is named to them who opened or
    /// closed the case, or who searched or examined for it, in whatever search of it.
    boolean isBlind(AgencyBook book, CaseId caseId, SignedIn who);
}
