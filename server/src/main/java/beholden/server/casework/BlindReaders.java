package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import java.util.Set;

/// Readers who judge searches without knowing whose they are; the package that reviews brings the one bean of it.
public interface BlindReaders {

    /// Cases with a search that this reader still has to judge so. Who opened or closed one of them is not told either:
    /// usually that is who searched.
    Set<CaseId> blindCases(AgencyBook book, SignedIn who);
}
