package beholden.server.review;

import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.review.Conclusion.Side;
import beholden.server.review.Disposition.Kind;
import beholden.server.search.Candidate;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.Searches;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Who may say what about a candidate, and when.
@Service
class ReviewService {
    private final AgencyBooks books;

    ReviewService(AgencyBooks books) {
        this.books = books;
    }

    /// What one person saw and concluded.
    record Comparison(
            List<Observation> observations,
            Conclusion conclusion,
            @Nullable String note) {}

    /// Where a candidate waits for an opinion.
    record Waiting(Search search, int rank) {}

    void dispose(SignedIn who, SearchId id, List<Disposed.Entry> entries) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who.account(), happening -> {
            Search search = searched(book, id);
            Review review = open(book, id);
            requireExaminer(search, review, who.account());
            Set<Integer> seen = new HashSet<>();
            for (Disposed.Entry entry : entries) {
                requireCandidate(search, entry.rank());
                if (!seen.add(entry.rank())) throw Refusal.invalid("rank " + entry.rank() + ": is there twice");
                if (!review.opinionsOn(entry.rank()).isEmpty()) {
                    throw Refusal.conflict("candidate " + entry.rank()
                            + " was compared feature by feature already; that conclusion stands");
                }
            }
            if (entries.isEmpty()) throw Refusal.invalid("dispositions: name at least one candidate");
            happening.record(new Disposed(id, entries));
            return id;
        });
    }

    /// The examiner's own comparison.
    void examine(SignedIn who, SearchId id, int rank, Comparison comparison) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who.account(), happening -> {
            Search search = searched(book, id);
            Review review = open(book, id);
            requireExaminer(search, review, who.account());
            requireCandidate(search, rank);
            Disposition disposition = review.dispositions().get(rank);
            if (disposition == null || disposition.kind() != Kind.POSSIBLE) {
                throw Refusal.conflict("candidate " + rank + ": say first that it is possible; only such candidates"
                        + " are compared feature by feature");
            }
            if (!review.opinionsOn(rank).isEmpty()) {
                throw Refusal.conflict("candidate " + rank + ": your conclusion is recorded, and stands");
            }
            happening.record(concluded(id, rank, comparison));
            return id;
        });
    }

    /// Goes on with the candidates of a search whose examiner is suspended, or examines no more.
    ///
    /// @throws Refusal if the examiner can go on, or the caller gave an opinion without knowing the examiner's
    void takeOver(SignedIn who, SearchId id) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who.account(), happening -> {
            Search search = searched(book, id);
            Review review = open(book, id);
            boolean goesOn = book.fold(Accounts.class).mayExamine(review.examiner(search));
            if (goesOn) throw Refusal.conflict("the examiner of this search can still go on with it");
            if (!review.wasExaminer(search, who.account()) && review.hasOpinionOf(who.account())) {
                throw Refusal.conflict("you reviewed a candidate of this search without knowing what its examiner says;"
                        + " let an examiner take it over who did not");
            }
            happening.record(new TakenOver(id));
            return id;
        });
    }

    /// A page of what waits for somebody's opinion, oldest search first.
    Page<Waiting> waiting(SignedIn who, @Nullable String cursor, int limit) {
        AgencyBook book = books.of(who.agency());
        Reviews reviews = book.fold(Reviews.class);
        List<Waiting> examined = book.fold(Searches.class).all().reversed().stream()
                .filter(search -> search.result() != null)
                .flatMap(search -> reviews.of(search.id()).opinions().keySet().stream()
                        .sorted()
                        .map(rank -> new Waiting(search, rank)))
                .toList();
        return Page.of(
                examined,
                one -> mayReview(
                        who.account(), one.search(), reviews.of(one.search().id()), one.rank()),
                one -> one.search().id() + "/" + one.rank(),
                cursor,
                limit);
    }

    /// The candidate that somebody is to give an opinion on, or gave one on.
    ///
    /// @return their own opinion, if they gave it
    Waiting look(SignedIn who, SearchId id, int rank) {
        AgencyBook book = books.of(who.agency());
        Search search = searched(book, id);
        Review review = book.fold(Reviews.class).of(id);
        if (!mayReview(who.account(), search, review, rank) && !review.hasOpinionOf(who.account(), rank)) {
            throw Refusal.notFound();
        }
        return new Waiting(search, rank);
    }

    @Nullable
    Opinion ownOpinion(SignedIn who, SearchId id, int rank) {
        return books.of(who.agency()).fold(Reviews.class).of(id).opinionsOn(rank).stream()
                .filter(opinion -> opinion.by().equals(who.account()))
                .findFirst()
                .orElse(null);
    }

    /// A second or third opinion, given without knowing the others.
    void review(SignedIn who, SearchId id, int rank, Comparison comparison) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who.account(), happening -> {
            Search search = searched(book, id);
            Review review = book.fold(Reviews.class).of(id);
            if (review.hasOpinionOf(who.account(), rank) && !review.wasExaminer(search, who.account())) {
                throw Refusal.conflict("your opinion on this candidate is recorded, and stands");
            }
            if (!mayReview(who.account(), search, review, rank)) throw Refusal.notFound();
            happening.record(concluded(id, rank, comparison));
            return id;
        });
    }

    /// Ends a search, as soon as all there is to say is said.
    Outcome conclude(SignedIn who, SearchId id) {
        AgencyBook book = books.of(who.agency());
        return book.actAs(who.account(), happening -> {
            Search search = searched(book, id);
            Review review = open(book, id);
            requireExaminer(search, review, who.account());
            requireComplete(search, review);
            boolean lead = review.ranks(Kind.POSSIBLE).stream().anyMatch(rank -> review.settled(rank) == Side.FOR);
            Outcome outcome = lead ? Outcome.LEAD : Outcome.NO_LEAD;
            happening.record(new OutcomeReached(id, outcome));
            return outcome;
        });
    }

    private static void requireComplete(Search search, Review review) {
        for (Candidate candidate : Objects.requireNonNull(search.result()).candidates()) {
            Disposition disposition = review.dispositions().get(candidate.rank());
            if (disposition == null) {
                throw Refusal.conflict(
                        "candidate " + candidate.rank() + " was not looked at yet; say of every candidate"
                                + " whether it is excluded, possible or not examinable");
            }
            if (disposition.kind() != Kind.POSSIBLE) continue;
            if (review.opinionsOn(candidate.rank()).isEmpty()) {
                throw Refusal.conflict(
                        "candidate " + candidate.rank() + " is possible and was not compared feature by feature yet");
            }
            if (review.settled(candidate.rank()) == null) {
                throw Refusal.conflict("candidate " + candidate.rank() + " waits for a reviewer's opinion");
            }
        }
    }

    private static boolean mayReview(AccountId account, Search search, Review review, int rank) {
        Search.Decision approval = search.decision();
        return review.isOpen(rank)
                && !review.wasExaminer(search, account)
                && !review.hasOpinionOf(account, rank)
                // who approved it was told who asks
                && (approval == null || !approval.by().equals(account));
    }

    private static Search searched(AgencyBook book, SearchId id) {
        Search search = book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
        if (search.result() == null) throw Refusal.conflict("there is no candidate list of this search");
        return search;
    }

    private static void requireExaminer(Search search, Review review, AccountId account) {
        if (!review.examiner(search).equals(account)) {
            throw Refusal.notAllowed(
                    "not-yours", "Another examiner made this search; only they say what became of its candidates.");
        }
    }

    private static void requireCandidate(Search search, int rank) {
        if (Objects.requireNonNull(search.result()).candidates().stream().noneMatch(c -> c.rank() == rank)) {
            throw Refusal.notFound();
        }
    }

    private static Review open(AgencyBook book, SearchId id) {
        Review review = book.fold(Reviews.class).of(id);
        if (review.outcome() != null) {
            throw Refusal.conflict(
                    "this search is done with, and what was concluded stands; search again if there is" + " reason to");
        }
        return review;
    }

    private static Concluded concluded(SearchId id, int rank, Comparison comparison) {
        Map<FacialFeature, Observation> byFeature = new EnumMap<>(FacialFeature.class);
        for (Observation observation : comparison.observations()) {
            if (byFeature.put(observation.feature(), observation) != null) {
                throw Refusal.invalid("features: " + observation.feature() + " is there twice");
            }
        }
        List<FacialFeature> missing = Arrays.stream(FacialFeature.values())
                .filter(feature -> !byFeature.containsKey(feature))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.invalid("features: say of each whether it is similar, different or not visible; missing: "
                    + String.join(
                            ", ", missing.stream().map(FacialFeature::title).toList()));
        }
        return new Concluded(id, rank, List.copyOf(byFeature.values()), comparison.conclusion(), comparison.note());
    }
}
