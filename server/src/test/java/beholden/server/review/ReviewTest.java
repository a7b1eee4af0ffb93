package beholden.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.events.AccountId;
import beholden.server.review.Conclusion.Side;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void nothing_is_settled_by_one_person() {
        for (Conclusion conclusion : Conclusion.values()) {
            Review review = of(conclusion);

            assertThat(review.settled(1)).isNull();
            assertThat(review.isOpen(1)).isTrue();
        }
    }

    @Test
    void two_who_point_the_same_way_settle_it() {
        assertThat(of(Conclusion.LIMITED_SUPPORT, Conclusion.STRONG_SUPPORT).settled(1))
                .isEqualTo(Side.FOR);
        assertThat(of(Conclusion.EXCLUSION, Conclusion.SUPPORT_FOR_EXCLUSION).settled(1))
                .isEqualTo(Side.AGAINST);
    }

    @Test
    void two_who_disagree_wait_for_a_third() {
        Review review = of(Conclusion.SUPPORT, Conclusion.INCONCLUSIVE);

        assertThat(review.isOpen(1)).isTrue();
        assertThat(review.with(1, opinion(Conclusion.SUPPORT)).settled(1)).isEqualTo(Side.FOR);
    }

    @Test
    void three_who_all_differ_are_no_support() {
        assertThat(of(Conclusion.SUPPORT, Conclusion.INCONCLUSIVE, Conclusion.EXCLUSION)
                        .settled(1))
                .isEqualTo(Side.NEITHER);
    }

    @Property
    void nobody_alone_makes_a_lead(@ForAll @Size(min = 1, max = 3) List<Conclusion> conclusions) {
        Side settled = of(conclusions.toArray(Conclusion[]::new)).settled(1);

        if (settled == Side.FOR) {
            assertThat(conclusions.stream().filter(c -> c.side() == Side.FOR).count())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Property
    void a_third_opinion_always_settles_it(@ForAll @Size(3) List<Conclusion> conclusions) {
        assertThat(of(conclusions.toArray(Conclusion[]::new)).settled(1)).isNotNull();
    }

    @Test
    void every_feature_says_what_to_look_at() {
        assertThat(EnumSet.allOf(FacialFeature.class))
                .allSatisfy(feature -> assertThat(feature.hint()).isNotBlank());
    }

    private static Review of(Conclusion... conclusions) {
        Review review = Review.NONE;
        for (Conclusion conclusion : conclusions) review = review.with(1, opinion(conclusion));
        return review;
    }

    private static Opinion opinion(Conclusion conclusion) {
        List<Observation> seen = Arrays.stream(FacialFeature.values())
                .map(feature -> new Observation(feature, Observation.Seen.SIMILAR, null))
                .toList();
        return new Opinion(AccountId.random(), NOON, seen, conclusion, null);
    }
}
