package beholden.server.oversight;

import beholden.server.agency.Account;
import beholden.server.agency.Accounts;
import beholden.server.casework.CaseId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.search.Search;
import beholden.server.search.SearchOutcomes;
import beholden.server.search.Searches;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The use of the system, as an agency's log tells it.
@Service
class Oversight {
    private static final int DAYS_BEFORE_EXPIRY = 30;

    private final AgencyBooks books;
    private final SearchOutcomes outcomes;

    Oversight(AgencyBooks books, SearchOutcomes outcomes) {
        this.books = books;
        this.outcomes = outcomes;
    }

    AgencyBook book(SignedIn who) {
        return books.of(who.agency());
    }

    /// Searches of a period as a reader may see them, the latest first.
    List<UsedSearch> searches(SignedIn who, AgencyBook book, Period period) {
        Map<CaseId, Boolean> blind = new HashMap<>();
        return book.fold(Searches.class).all().stream()
                .filter(search -> period.holds(search.at()))
                .map(search -> seen(
                        book,
                        search,
                        search.by().equals(who.account())
                                || !blind.computeIfAbsent(
                                        search.caseId(), caseId -> outcomes.isBlind(book, caseId, who))))
                .toList();
    }

    private UsedSearch seen(AgencyBook book, Search search, boolean named) {
        return new UsedSearch(
                search.id(),
                named ? Optional.of(search.by()) : Optional.empty(),
                search.caseId(),
                search.at(),
                end(book, search),
                search.probe().sha256() + " " + search.probe().face(),
                search.candidate(1).map(of -> of.faceId()).orElse(null));
    }

    private UsedSearch.End end(AgencyBook book, Search search) {
        return switch (outcomes.state(book, search)) {
            case REFUSED -> UsedSearch.End.REFUSED;
            case LEAD -> UsedSearch.End.LEAD;
            case NO_LEAD -> UsedSearch.End.NO_LEAD;
            case WAITING_FOR_APPROVAL, CANDIDATES, IN_REVIEW -> UsedSearch.End.OPEN;
        };
    }

    /// Accounts that work and whose training ends within 30 days, has ended, or, for examiners, never was.
    List<Account> trainingExpiring(AgencyBook book, LocalDate today) {
        LocalDate soon = today.plusDays(DAYS_BEFORE_EXPIRY);
        return book.fold(Accounts.class).all().stream()
                .filter(account -> account.state() == Account.State.ACTIVE)
                .filter(account -> account.trainedUntil()
                        .map(until -> !until.isAfter(soon))
                        .orElse(account.roles().contains(Role.EXAMINER)))
                .toList();
    }
}
