package beholden.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.events.AccountId;
import beholden.server.search.Conclusion;
import beholden.server.search.Conclusion.Side;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

    @Test
    void nobody_alone_makes_a_lead_and_a_third_opinion_always_settles_it() {
        for (Conclusion first : Conclusion.values()) {
            for (Conclusion second : Conclusion.values()) {
                assertNobodyAloneMadeALead(first, second);
                for (Conclusion third : Conclusion.values()) {
                    assertNobodyAloneMadeALead(first, second, third);
                    assertThat(of(first, second, third).settled(1)).isNotNull();
                }
            }
        }
    }

    private static void assertNobodyAloneMadeALead(Conclusion... conclusions) {
        if (of(conclusions).settled(1) == Side.FOR) {
            assertThat(Arrays.stream(conclusions)
                            .filter(c -> c.side() == Side.FOR)
                            .count())
                    .isGreaterThanOrEqualTo(2);
        }
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
