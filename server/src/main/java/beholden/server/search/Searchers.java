package beholden.server.search;

import beholden.server.agency.Account;
import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.Member;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import org.springframework.stereotype.Component;

/// Accounts as searching sees them.
@Component
class Searchers {

    /// The name of an account; empty for one whose records are damaged.
    String name(AgencyBook book, AccountId id) {
        return book.fold(Accounts.class).name(id);
    }

    /// An account with the roles that it has now, also when it is not signed in.
    ///
    /// @throws Refusal if it may not act any more
    SignedIn now(AgencyBook book, AccountId id) {
        Account account = book.fold(Accounts.class)
                .account(id)
                .filter(Account::mayExamine)
                .orElseThrow(() -> Refusal.conflict(
                        "The account that asked for this search is suspended, or is no examiner any more."));
        return new SignedIn(new Member(book.agency(), id), account.roles());
    }
}
