package beholden.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            case.serious < 5                        | undeclared reference
            case.seriousness < '5'                  | no matching overload
            case.seriousness                        | expected type 'bool' but found 'int'
            case.seriousness <                      | mismatched input
            dyn(case.open)                          | undeclared reference
            case.justification.matches('(a*)*b')    | undeclared reference
            case.offence + 'a' == 'a'               | no matching overload
            """)
    void an_expression_that_does_not_compile_is_named_with_its_rule_and_place(String expression, String reason) {
        String text = Policies.refusingWhen(expression);
        int line =
                (int) text.lines().takeWhile(of -> !of.contains("refuses when")).count() + 1;

        assertThatThrownBy(() -> Policy.read(text))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("policy line " + line + ": rule only: line 1, column ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            minimumSeriousness: 5        | minimumSeriousness: 11            | minimumSeriousness 11: goes from 1 to 10
            minimumSeriousness: 5        | minimumSeriousness: many          | LINE: minimumSeriousness
            seriousness: 10 }            | seriousness: 10, weight: 3 }      | LINE: offences 1: weight: there is no such setting
            searchesPerDay: 50           | searchesPerDay: 5.5               | LINE: searchesPerDay
            minimumSeriousness: 5        | # nothing                         | minimumSeriousness is missing
            searchesPerDay: 50           |                                   | searchesPerDay
            searchesPerDay: 50           | searchesPerDay: null              | searchesPerDay
            search: banned               | search: perhaps                   | jurisdictions 5, search
            code: homicide               | code: home icide                  | such as case-open
            code: homicide               | code: arson                       | arson is there twice
            sensitive: [MINORS           | sensitive: [TEENS                 | LINE: sensitive
            id: case-valid               | id: case-open                     | case-open is there twice
            {case.expires}               | {case.ends}                       | says has {case.ends}
            title: The case is open      | says: Twice                       | says
            refuses when: now            | title: now                        | LINE
            "!case.open"                  | [now]                             | LINE: rules 1, refuses when: an expression is text
            legalBases:                  | legalBases: *offences             | aliases (*) are not read
            search: allowed }            | search: allowed                   | while parsing a flow mapping: expected
            """)
    void a_policy_with_a_fault_is_refused_with_the_place_and_the_reason(String was, String is, String says)
            throws Exception {
        String text = Policies.defaultText();
        assertThat(text).contains(was);
        long line = text.substring(0, text.indexOf(was))
                        .chars()
                        .filter(of -> of == '\n')
                        .count()
                + 1;

        assertThatThrownBy(() -> Policy.read(text.replaceFirst(Pattern.quote(was), is == null ? "" : is)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(says.replace("LINE", "line " + line))
                .hasMessageNotContainingAny("beholden.server", "tools.jackson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / (quota.today - quota.today) > 0",
                "scope.sources[0] == 'a'",
                "int(case.justification) > 0",
                "timestamp(case.justification) > now",
                "[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9].all(b, a + b > 0))"
            })
    void a_rule_that_cannot_be_evaluated_refuses(String expression) throws Exception {
        Policy policy = Policy.read(Policies.refusingWhen(expression));

        Verdict verdict = Policies.passing().judgedBy(policy);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().says()).contains("could not be evaluated"));
    }

    @Test
    void a_rule_that_cannot_be_evaluated_does_not_let_an_approved_search_pass_either() throws Exception {
        Policy policy = Policy.read(
                Policies.refusingWhen("scope.sources[0] == 'a'").replace("refuses when", "asks for approval when"));

        assertThat(Policies.passing().judgedBy(policy)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void an_expression_made_to_use_up_time_and_memory_ends_soon() throws Exception {
        String list = "policy.legalBases" + "+policy.legalBases".repeat(25);
        Policy policy = Policy.read(Policies.refusingWhen("[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, ("
                + list + ").size() > 1 && " + "case.justification == case.justification && ".repeat(10) + "true))"));
        Policies longest = Policies.passing().justification("x".repeat(CaseFacts.LONGEST_JUSTIFICATION));

        assertTimeoutPreemptively(SOON, () -> longest.judgedBy(policy));
    }

    /// Each loop doubles a text: one of these, of 210 characters, once took all of a server's memory.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[case.offence+case.offence].exists(a, [a+a].exists(b, [b+b].exists(c, c == 'x')))",
                "[1,2].all(a, [1,2].all(b, [1,2].all(c, a + b + c > 0)))",
                "[[1]].map(a, a+a).map(a, a+a).map(a, a+a).size() == 8"
            })
    void an_expression_whose_loops_multiply_is_refused(String expression) {
        assertThatThrownBy(() -> Policy.read(Policies.refusingWhen(expression)))
                .isInstanceOf(PolicyException.class)
                .satisfiesAnyOf(
                        e -> assertThat(e).hasMessageContaining("at most two loops"),
                        e -> assertThat(e).hasMessageContaining("no matching overload"));
    }

    @Test
    void an_expression_that_is_too_long_or_too_deep_is_refused() {
        String tooLong = "true" + " && true".repeat(200);
        String tooDeep = "(".repeat(100) + "true" + ")".repeat(100);

        assertThatThrownBy(() -> Policy.read(Policies.refusingWhen(tooLong))).isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> Policy.read(Policies.refusingWhen(tooDeep))).isInstanceOf(PolicyException.class);
    }

    @Test
    void a_huge_policy_is_refused_before_it_is_read() throws Exception {
        String text = Policies.defaultText() + "#".repeat(Policy.LONGEST);

        assertThatThrownBy(() -> Policy.read(text)).hasMessageContaining("at most 32,768");
    }

    @Test
    void aliases_that_would_multiply_are_refused() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + String.join(
                        "\n",
                        IntStream.range(1, 30)
                                .mapToObj(i -> "%c: &%c [%s]"
                                        .formatted('a' + i, 'a' + i, ("*" + (char) ('a' + i - 1) + ",").repeat(9)))
                                .toList());

        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> Policy.read(bomb))
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining("line 2: aliases"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "- ", "a: {", "? "})
    void deeply_nested_policies_are_refused(String opening) {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> Policy.read(opening.repeat(Policy.LONGEST / opening.length())))
                        .isInstanceOf(PolicyException.class));
    }

    @RepeatedTest(300)
    void whatever_text_comes_it_is_a_policy_or_refused(RepetitionInfo of) {
        String text = text(new SplittableRandom(of.getCurrentRepetition()), 400);

        assertThatThrownBy(() -> Policy.read(text)).isInstanceOf(PolicyException.class);
    }

    @RepeatedTest(300)
    void whatever_expression_comes_it_is_a_rule_or_refused(RepetitionInfo of) {
        String expression =
                text(new SplittableRandom(of.getCurrentRepetition()), 60).strip();

        try {
            Policy.read(Policies.refusingWhen(expression));
        } catch (PolicyException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }

    // Letters, YAML, expressions, and what breaks parsers: each about as often.
    private static String text(SplittableRandom random, int most) {
        String[] pieces = {
            "a", "9", " ", "\n", "\t", ":", "- ", "{", "}", "[", "]", "\"", "'", "&a", "*a", "!!", "<<", "#", "|", "%",
            "\\", "&&", "||", "!", "(", ")", ".", ",", "==", "in", "true", "null", "search.", "case", "\u0000",
            "\u202E", "\uFEFF", "\uD800", "\uDFFF", "é", "山", "💻"
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most + 1);
        while (text.length() < length) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(1 << 16))
                            : pieces[random.nextInt(pieces.length)]);
        }
        return text.substring(0, length);
    }

    @Test
    void a_policy_is_known_by_its_text() throws Exception {
        Policy policy = Policies.standard();

        assertThat(policy.version()).matches("[0-9a-f]{12}");
        assertThat(Policies.standard().version()).isEqualTo(policy.version());
        assertThat(Policy.read(policy.text() + "#").version()).isNotEqualTo(policy.version());
    }

    @Test
    void the_documentation_tells_every_word() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "policy.md"));

        assertThat(Vocabulary.types().keySet())
                .allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
    }
}
