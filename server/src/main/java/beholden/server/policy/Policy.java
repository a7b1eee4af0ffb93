package beholden.server.policy;

import beholden.ground.Sha256;
import beholden.ground.TypedText;
import beholden.server.identity.Role;
import dev.cel.runtime.CelEvaluationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Policy on which searches the operator allows: settings, and rules over them; never changes.
final class Policy {
    /// Most bytes of a policy's text in UTF-8.
    static final int LONGEST = 32 << 10;

    private static final int VERSION = 12;

    private final String text;
    private final PolicyForm form;
    private final List<Rule> rules;

    private Policy(String text, PolicyForm form, List<Rule> rules) {
        this.text = text;
        this.form = form;
        this.rules = List.copyOf(rules);
    }

    /// Reads and compiles a policy.
    ///
    /// @param text YAML, as `docs/policy.md` describes it
    /// @throws PolicyException if anything in it is wrong, naming the line
    static Policy read(String text) throws PolicyException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new PolicyException("policy: %,d bytes; it has at most %,d".formatted(length, LONGEST));
        }
        requireVisible(text);
        PolicyForm form = PolicyForm.read(text);
        List<Rule> rules = new ArrayList<>();
        for (PolicyForm.RuleForm rule : form.rules()) {
            rules.add(Rule.compile(rule));
        }
        return new Policy(text, form, rules);
    }

    /// Refuses what would make the policy look different from what it says.
    private static void requireVisible(String text) throws PolicyException {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            OptionalInt hidden = lines.get(i)
                    .codePoints()
                    .filter(c -> c != '\t' && TypedText.isHidden(c))
                    .findFirst();
            if (hidden.isPresent()) {
                throw PolicyException.at(
                        i + 1, "has a character that cannot be seen, U+%04X; remove it".formatted(hidden.getAsInt()));
            }
        }
    }

    String text() {
        return text;
    }

    /// The first 12 hexadecimal digits of the SHA-256 of the text.
    String version() {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION);
    }

    PolicyForm settings() {
        return form;
    }

    List<Rule> rules() {
        return rules;
    }

    /// Judges a search by the rules in their order: first those that refuse, then those that ask for a second
    /// person.
    ///
    /// @param roles of the account that searches
    Verdict judge(CaseFacts of, Set<Role> roles, SearchFacts facts, Instant now) {
        Set<String> names = roles.stream().map(Role::name).collect(Collectors.toSet());
        Map<String, Object> words = Vocabulary.values(new Vocabulary.Matter(form, of, names, facts, now));
        for (Rule rule : rules) {
            if (rule.then() == Rule.Then.REFUSES) {
                try {
                    if (rule.applies(words)) return new Verdict.Refused(version(), rule.reason(words));
                } catch (CelEvaluationException | RuntimeException _) {
                    return new Verdict.Refused(version(), rule.broken());
                }
            }
        }
        if (!facts.approved()) {
            for (Rule rule : rules) {
                if (rule.then() == Rule.Then.ASKS_FOR_APPROVAL) {
                    try {
                        if (rule.applies(words)) return new Verdict.NeedsApproval(version(), rule.reason(words));
                    } catch (CelEvaluationException | RuntimeException _) {
                        return new Verdict.Refused(version(), rule.broken());
                    }
                }
            }
        }
        return new Verdict.Allowed(version());
    }
}
