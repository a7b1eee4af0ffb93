package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.Searches;
import beholden.server.search.TrainingRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Acts of reviewers: second and third opinions on candidates, each given without knowing the others. Only trained
/// people are given any.
@Service
class Reviewers {
    private final AgencyBooks books;
    private final TrainingRule training;

    Reviewers(AgencyBooks books, TrainingRule training) {
        this.books = books;
        this.training = training;
    }

    /// A candidate of a search that was compared.
    ///
    /// @param own the opinion of whoever asks; null as long as it is waited for
    record Task(Search search, int rank, @Nullable Opinion own) {}

    /// A page of what waits for the caller's opinion, oldest search first.
    ///
    /// @throws Refusal if the caller is untrained
    Page<Task> waiting(SignedIn who, @Nullable String cursor, int limit) {
        AgencyBook book = books.of(who.agency());
        training.require(book, who.account());
        Reviews reviews = book.fold(Reviews.class);
        List<Task> examined = book.fold(Searches.class).all().reversed().stream()
                .filter(search -> search.result() != null)
                .flatMap(search -> reviews.of(search.id()).opinions().keySet().stream()
                        .sorted()
                        .map(rank -> new Task(search, rank, null)))
                .toList();
        return Page.of(
                examined,
                task -> new CandidateReview(
                                task.search(), reviews.of(task.search().id()))
                        .waitsFor(who.account(), task.rank()),
                task -> task.search().id() + "/" + task.rank(),
                cursor,
                limit);
    }

    /// The candidate that the caller is to give an opinion on, or gave one on.
    ///
    /// @throws Refusal if it is neither, or the caller is untrained
    Task look(SignedIn who, SearchId id, int rank) {
        AgencyBook book = books.of(who.agency());
        CandidateReview of = CandidateReview.of(book, id);
        Opinion own = opinionOf(who.account(), of.review(), rank);
        if (own == null && !of.waitsFor(who.account(), rank)) throw Refusal.notFound();
        training.require(book, who.account());
        return new Task(of.search(), rank, own);
    }

    private static @Nullable Opinion opinionOf(AccountId account, Review review, int rank) {
        return review.opinionsOn(rank).stream()
                .filter(opinion -> opinion.by().equals(account))
                .findFirst()
                .orElse(null);
    }

    /// Records an opinion.
    ///
    /// @throws Refusal if none of the caller is waited for, or the caller is untrained
    void review(SignedIn who, SearchId id, int rank, Comparison comparison) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            CandidateReview of = CandidateReview.of(book, id);
            if (of.review().hasOpinionOf(who.account(), rank) && !of.review().wasExaminer(of.search(), who.account())) {
                throw Refusal.conflict("your opinion on this candidate is recorded, and stands");
            }
            if (!of.waitsFor(who.account(), rank)) throw Refusal.notFound();
            training.require(book, who.account());
            happening.record(comparison.of(id, rank));
            return id;
        });
    }
}
