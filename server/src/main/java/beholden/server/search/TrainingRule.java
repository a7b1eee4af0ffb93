package beholden.server.search;

import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.refusal.Refusal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// The rule that only people with a current training record act on faces: search, approve, compare, conclude.
///
/// Searches themselves are judged by the policy, which knows whether the account is trained and records a refusal.
@Component
public class TrainingRule {
    private final InstantSource clock;

    TrainingRule(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether an account has a training record that is valid today (UTC).
    public boolean isTrained(AgencyBook book, AccountId id) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return book.fold(Accounts.class)
                .account(id)
                .filter(account -> account.trainedOn(today))
                .isPresent();
    }

    /// Whether an account can go on as the examiner of a search: it is active, an examiner, and trained.
    public boolean canExamine(AgencyBook book, AccountId id) {
        return book.fold(Accounts.class).mayExamine(id) && isTrained(book, id);
    }

    /// @throws Refusal `untrained`, if the account has no training record that is valid today
    public void require(AgencyBook book, AccountId id) {
        if (isTrained(book, id)) return;
        throw Refusal.notAllowed(
                "untrained",
                "You have no current training record, and only trained people search, compare and judge faces. An"
                        + " administrator of your agency can record your training.");
    }
}
