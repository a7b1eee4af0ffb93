package beholden.server.review;

import beholden.ground.TypedText;
import beholden.server.casework.Case;
import beholden.server.casework.Cases;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.review.ReviewEvent.Disposed;
import beholden.server.route.AnyAccount;
import beholden.server.search.Conclusion;
import beholden.server.search.Disposition;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.SearchJson;
import beholden.server.search.SearchViews;
import beholden.server.search.Searches;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class ReviewController {
    private static final int MOST_DISPOSITIONS = 50;

    private final Examiners examiners;
    private final Reviewers reviewers;
    private final AgencyBooks books;
    private final SearchViews views;

    ReviewController(Examiners examiners, Reviewers reviewers, AgencyBooks books, SearchViews views) {
        this.examiners = examiners;
        this.reviewers = reviewers;
        this.books = books;
        this.views = views;
    }

    record Feature(FacialFeature id, String name, String hint) {}

    record NewDisposition(
            int rank,
            Disposition.Kind disposition,
            @Nullable String note) {
        Disposed.Entry entry() {
            return new Disposed.Entry(rank, disposition, checked(note));
        }
    }

    record NewDispositions(List<NewDisposition> dispositions) {}

    record Compared(
            FacialFeature feature,
            Observation.Seen observation,
            @Nullable String note) {
        Observation observed() {
            return new Observation(feature, observation, checked(note));
        }
    }

    record NewOpinion(
            List<Compared> features,
            Conclusion conclusion,
            @Nullable String note) {
        Comparison comparison() {
            return new Comparison(features.stream().map(Compared::observed).toList(), conclusion, checked(note));
        }
    }

    /// @throws beholden.ground.RefusedTextException if it is too long, or holds what cannot be seen
    private static @Nullable String checked(@Nullable String note) {
        return TypedText.optionalProse("note", note, Opinion.LONGEST_NOTE);
    }

    record OwnOpinion(
            List<Compared> features,
            Conclusion conclusion,
            @Nullable String note,
            Instant at) {
        static OwnOpinion of(Opinion opinion) {
            return new OwnOpinion(
                    opinion.observations().stream()
                            .map(seen -> new Compared(seen.feature(), seen.seen(), seen.note()))
                            .toList(),
                    opinion.conclusion(),
                    opinion.note(),
                    opinion.at());
        }
    }

    record CaseName(String id, String number) {}

    /// A candidate that waits for an opinion. Nothing in it tells who gave another, or which.
    ///
    /// @param id      of the search
    /// @param forMe   whether the caller's opinion is waited for
    /// @param opinion the caller's own, once it is recorded
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewTask(
            SearchId id,
            int rank,
            @JsonProperty("case") CaseName ofCase,
            Instant at,
            boolean forMe,
            @Nullable OwnOpinion opinion) {}

    @AnyAccount
    @GetMapping("/facial-features")
    List<Feature> features() {
        return Arrays.stream(FacialFeature.values())
                .map(feature -> new Feature(feature, feature.title(), feature.hint()))
                .toList();
    }

    @PutMapping("/searches/{id}/dispositions")
    @PreAuthorize("hasRole('EXAMINER')")
    SearchJson dispose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @RequestBody NewDispositions dispositions) {
        if (dispositions.dispositions().size() > MOST_DISPOSITIONS) {
            throw Refusal.invalid("dispositions: at most " + MOST_DISPOSITIONS + " at once");
        }
        examiners.dispose(
                who,
                id,
                dispositions.dispositions().stream().map(NewDisposition::entry).toList());
        return shown(who, id);
    }

    @PutMapping("/searches/{id}/candidates/{rank}/examination")
    @PreAuthorize("hasRole('EXAMINER')")
    SearchJson examine(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @PathVariable int rank,
            @RequestBody NewOpinion opinion) {
        examiners.examine(who, id, rank, opinion.comparison());
        return shown(who, id);
    }

    @GetMapping("/reviews")
    @PreAuthorize("hasRole('REVIEWER')")
    Page<ReviewTask> waiting(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Page<Reviewers.Task> page = reviewers.waiting(who, cursor, limit);
        return new Page<>(page.items().stream().map(task -> task(who, task)).toList(), page.next());
    }

    @GetMapping("/reviews/{id}/{rank}")
    @PreAuthorize("hasRole('REVIEWER')")
    ReviewTask look(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id, @PathVariable int rank) {
        return task(who, reviewers.look(who, id, rank));
    }

    @PostMapping("/reviews/{id}/{rank}")
    @PreAuthorize("hasRole('REVIEWER')")
    @ResponseStatus(HttpStatus.CREATED)
    ReviewTask review(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @PathVariable int rank,
            @RequestBody NewOpinion opinion) {
        reviewers.review(who, id, rank, opinion.comparison());
        return look(who, id, rank);
    }

    /// Takes over a search whose examiner is suspended, untrained, or examines no more.
    @PostMapping("/searches/{id}/takeover")
    @PreAuthorize("hasRole('EXAMINER')")
    SearchJson takeOver(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) {
        examiners.takeOver(who, id);
        return shown(who, id);
    }

    @PostMapping("/searches/{id}/outcome")
    @PreAuthorize("hasRole('EXAMINER')")
    SearchJson conclude(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) {
        examiners.conclude(who, id);
        return shown(who, id);
    }

    private SearchJson shown(SignedIn who, SearchId id) {
        Searches searches = books.of(who.agency()).fold(Searches.class);
        return views.show(who, searches.find(id).orElseThrow(Refusal::notFound), true);
    }

    private ReviewTask task(SignedIn who, Reviewers.Task task) {
        Search search = task.search();
        Opinion own = task.own();
        Case of = books.of(who.agency()).fold(Cases.class).find(search.caseId()).orElseThrow(Refusal::notFound);
        return new ReviewTask(
                search.id(),
                task.rank(),
                new CaseName(of.id().toString(), of.number()),
                search.at(),
                own == null,
                own == null ? null : OwnOpinion.of(own));
    }
}
