package beholden.server.search;

import beholden.server.access.SignedIn;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;

/// What searching asks of those who keep accounts.
public interface Searchers {

    String name(AgencyBook book, AccountId id);

    /// Whether the account has a training record that is valid today.
    boolean isTrained(AgencyBook book, AccountId id);

    /// The account with the roles that it has now, also when it is not signed in.
    SignedIn now(AgencyBook book, AccountId id);
}
