package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.events.EventKinds;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.review.ReviewEvent.Concluded;
import beholden.server.review.ReviewEvent.Disposed;
import beholden.server.review.ReviewEvent.OutcomeReached;
import beholden.server.review.ReviewEvent.TakenOver;
import beholden.server.search.Disposition;
import beholden.server.search.SearchId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The reviews of all searches of an agency.
public final class Reviews implements Fold {
    public static final EventKinds KINDS = EventKinds.of(ReviewEvent.class, Reviews::new);

    private final Map<SearchId, Review> known = new ConcurrentHashMap<>();

    /// The review of a search; an empty one if nobody has looked at its candidates.
    public Review of(SearchId search) {
        return known.getOrDefault(search, Review.NONE);
    }

    @Override
    public void apply(Recorded recorded) {
        Instant at = recorded.at();
        switch (recorded.event()) {
            case Disposed disposed ->
                change(disposed.search(), review -> {
                    Review next = review;
                    for (Disposed.Entry entry : disposed.entries()) {
                        next = next.with(entry.rank(), new Disposition(entry.kind(), entry.note(), by(recorded), at));
                    }
                    return next;
                });
            case Concluded concluded ->
                change(
                        concluded.search(),
                        review -> review.with(
                                concluded.rank(),
                                new Opinion(
                                        by(recorded),
                                        at,
                                        concluded.observations(),
                                        concluded.conclusion(),
                                        concluded.note())));
            case TakenOver taken ->
                change(taken.search(), review -> review.with(new Review.Successor(by(recorded), at)));
            case OutcomeReached reached -> change(reached.search(), review -> review.with(reached.outcome()));
            default -> {}
        }
    }

    private void change(SearchId search, UnaryOperator<Review> change) {
        known.compute(search, (_, review) -> change.apply(review == null ? Review.NONE : review));
    }

    private static AccountId by(Recorded recorded) {
        return Objects.requireNonNull(recorded.by(), "an opinion is always somebody's");
    }
}
