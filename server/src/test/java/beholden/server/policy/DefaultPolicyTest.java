package beholden.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultPolicyTest {
    private static final Policies PASSING = Policies.passing();
    private static final String FORTY = "x".repeat(40);

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("case-open", PASSING.closed(), PASSING, "in a case that is open"),
                Arguments.of(
                        "case-valid",
                        PASSING.at("2031-05-11T00:00:00Z"),
                        PASSING.at("2031-05-10T23:59:59.999Z"),
                        "2031-05-11"),
                Arguments.of(
                        "offence-serious", PASSING.offence("vehicle-theft"), PASSING.offence("burglary"), "needs 5"),
                Arguments.of("offence-serious", PASSING.offence("gone-from-the-policy"), PASSING, "seriousness 0"),
                Arguments.of(
                        "jurisdiction-allowed",
                        PASSING.jurisdiction("US-CA-SF"),
                        PASSING.jurisdiction("US"),
                        "law of US-CA-SF"),
                Arguments.of("jurisdiction-allowed", PASSING.jurisdiction("XX"), PASSING, "DE, FR, GB-ENG, US"),
                Arguments.of(
                        "justified",
                        PASSING.justification(FORTY.substring(1)),
                        PASSING.justification(FORTY),
                        "at least 40 characters"),
                Arguments.of("quota", PASSING.searchedToday(50), PASSING.searchedToday(49), "its 50 searches"),
                Arguments.of("trained", PASSING.trained(false), PASSING.trained(true), "Take the course"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_search_against_a_rule_is_refused_and_one_that_does_what_the_rule_says_is_allowed(
            String rule, Policies against, Policies satisfied, String says) throws Exception {
        Policy policy = Policies.standard();

        Verdict verdict = against.judgedBy(policy);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason().rule()).isEqualTo(rule);
            assertThat(refused.reason().says()).contains(says).doesNotContain("{");
            assertThat(refused.policy()).isEqualTo(policy.version());
        });
        assertThat(satisfied.judgedBy(policy)).isEqualTo(new Verdict.Allowed(policy.version()));
    }

    @ParameterizedTest
    @EnumSource(Sensitivity.class)
    void a_sensitive_search_waits_for_a_second_person_and_is_made_once_there_is_one(Sensitivity kind) throws Exception {
        Policy policy = Policies.standard();

        Verdict verdict = PASSING.sensitive(kind).judgedBy(policy);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.NeedsApproval.class, waits -> {
            assertThat(waits.reason().rule()).isEqualTo("second-approver");
            assertThat(waits.reason().says()).contains(kind.name());
        });
        assertThat(PASSING.sensitive(kind).approved().judgedBy(policy)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void approval_does_not_lift_a_refusal() throws Exception {
        Verdict verdict =
                PASSING.sensitive(Sensitivity.MINORS).approved().closed().judgedBy(Policies.standard());

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void a_refusal_comes_before_the_wait_for_a_second_person() throws Exception {
        Verdict verdict = PASSING.sensitive(Sensitivity.WORSHIP).trained(false).judgedBy(Policies.standard());

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    }
}
