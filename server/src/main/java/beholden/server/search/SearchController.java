package beholden.server.search;

import beholden.ground.TypedText;
import beholden.server.casework.CaseId;
import beholden.server.casework.Cases;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.Costs;
import beholden.server.route.FreshTouch;
import beholden.server.route.SearchingKeys;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Searches of an agency.
@RestController
@PreAuthorize("hasAnyRole('EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR')")
class SearchController {
    private static final String PAGE = "50";
    private static final int LONGEST_REASON = 400;

    private final AgencyBooks books;
    private final SearchService searches;
    private final Approvals approvals;
    private final RecordedSearches recorded;
    private final SearchOutcomes outcomes;
    private final SearchViews views;

    SearchController(
            AgencyBooks books,
            SearchService searches,
            Approvals approvals,
            RecordedSearches recorded,
            SearchOutcomes outcomes,
            SearchViews views) {
        this.books = books;
        this.searches = searches;
        this.approvals = approvals;
        this.recorded = recorded;
        this.outcomes = outcomes;
        this.views = views;
    }

    /// 202 for a search that waits for a second person.
    @SearchingKeys
    @Costs(2)
    @PostMapping("/api/v1/cases/{id}/searches")
    @PreAuthorize("hasRole('EXAMINER')")
    @ApiResponse(responseCode = "201", description = "Searched")
    @ApiResponse(responseCode = "202", description = "Waits for a second person")
    ResponseEntity<SearchJson> search(
            @AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, @RequestBody NewSearch wanted) {
        requireCase(who, id);
        Search search = searches.search(who, id, wanted.probe(), wanted.face(), wanted.scope(), wanted.longest());
        boolean waits = search.state() == Search.State.WAITING_FOR_APPROVAL;
        return ResponseEntity.status(waits ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .body(views.show(who, search, true));
    }

    record Approval(boolean approve, @Required @Nullable String reason) {}

    @Costs(4)
    @PostMapping("/api/v1/searches/{id}/approval")
    @PreAuthorize("hasAnyRole('REVIEWER', 'ADMINISTRATOR')")
    @FreshTouch
    SearchJson decide(
            @AuthenticationPrincipal SignedIn who, @PathVariable SearchId id, @RequestBody Approval decision) {
        String reason = TypedText.prose("reason", decision.reason(), LONGEST_REASON);
        return views.show(who, approvals.decide(who, id, decision.approve(), reason), true);
    }

    @GetMapping("/api/v1/searches/{id}")
    SearchJson show(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) {
        return views.show(who, recorded.find(who, id), true);
    }

    /// Searches of a case, newest first, without their candidates.
    @GetMapping("/api/v1/cases/{id}/searches")
    Page<SearchJson> ofCase(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = PAGE) int limit) {
        requireCase(who, id);
        return page(who, books.of(who.agency()).fold(Searches.class).of(id), _ -> true, cursor, limit);
    }

    /// Searches, newest first, without their candidates: the agency's in any of some states, or the caller's own.
    ///
    /// @param state none means all of the caller's own
    /// @param mine  whether to leave out those that others made and examine
    @GetMapping("/api/v1/searches")
    Page<SearchJson> all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") Set<SearchState> state,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = PAGE) int limit) {
        AgencyBook book = books.of(who.agency());
        return page(
                who,
                book.fold(Searches.class).all(),
                search -> (!state.isEmpty() && !mine
                                || search.by().equals(who.account())
                                || outcomes.examiner(book, search).equals(who.account()))
                        && (state.isEmpty() || state.contains(outcomes.state(book, search))),
                cursor,
                limit);
    }

    private Page<SearchJson> page(
            SignedIn who, List<Search> all, Predicate<Search> wanted, @Nullable String cursor, int limit) {
        AgencyBook book = books.of(who.agency());
        Page<Search> page = Page.of(
                all,
                wanted.and(search -> book.isRecorded(search.event())),
                search -> search.id().toString(),
                cursor,
                limit);
        return new Page<>(
                page.items().stream()
                        .map(search -> views.show(who, search, false))
                        .toList(),
                page.next());
    }

    private void requireCase(SignedIn who, CaseId id) {
        if (books.of(who.agency()).fold(Cases.class).find(id).isEmpty()) throw Refusal.notFound();
    }
}
