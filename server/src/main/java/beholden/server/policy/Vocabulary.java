package beholden.server.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words that a policy's rules are made of; `docs/policy.md` tells what each means.
final class Vocabulary {
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final Map<String, Word> WORDS = words();
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /// Case and search that are judged, and the settings they are judged by.
    record Matter(PolicyForm policy, CaseFacts of, Set<String> roles, SearchFacts facts, Instant now) {}

    private record Word(CelType type, Function<Matter, Object> value) {}

    private Vocabulary() {}

    private static Map<String, Word> words() {
        Map<String, Word> words = new LinkedHashMap<>();
        words.put("account.roles", new Word(TEXTS, it -> sorted(it.roles())));
        words.put("account.trained", new Word(SimpleType.BOOL, it -> it.facts().trained()));
        words.put("case.open", new Word(SimpleType.BOOL, it -> it.of().open()));
        words.put("case.expires", new Word(SimpleType.TIMESTAMP, it -> it.of().expires()));
        words.put("case.opened", new Word(SimpleType.TIMESTAMP, it -> it.of().opened()));
        words.put("case.offence", new Word(SimpleType.STRING, it -> it.of().offence()));
        words.put("case.seriousness", new Word(SimpleType.INT, Vocabulary::seriousness));
        words.put("case.legalBasis", new Word(SimpleType.STRING, it -> it.of().legalBasis()));
        words.put("case.jurisdiction", new Word(SimpleType.STRING, it -> it.of().jurisdiction()));
        words.put(
                "case.justification", new Word(SimpleType.STRING, it -> it.of().justification()));
        words.put("case.sensitive", new Word(TEXTS, it -> names(it.of().sensitive())));
        words.put("case.documented", new Word(SimpleType.BOOL, it -> it.of().documented()));
        words.put("case.searches", count(it -> it.facts().quota().ofCase()));
        words.put("probe.width", count(it -> it.facts().probe().width()));
        words.put("probe.height", count(it -> it.facts().probe().height()));
        words.put("probe.faces", count(it -> it.facts().probe().faces()));
        words.put("probe.quality", count(it -> it.facts().probe().quality()));
        words.put("scope.sources", new Word(TEXTS, it -> it.facts().scope().sources()));
        words.put("scope.minimumQuality", count(it -> it.facts().scope().minimumQuality()));
        words.put("scope.limit", count(it -> it.facts().scope().limit()));
        words.put("quota.today", count(it -> it.facts().quota().today()));
        words.put("now", new Word(SimpleType.TIMESTAMP, Matter::now));
        words.put("policy.minimumSeriousness", count(it -> it.policy().minimumSeriousness()));
        words.put("policy.searchesPerDay", count(it -> it.policy().searchesPerDay()));
        words.put("policy.shortestJustification", count(it -> it.policy().shortestJustification()));
        words.put("policy.legalBases", new Word(TEXTS, it -> it.policy().legalBases()));
        words.put("policy.jurisdictions", new Word(TEXTS, Vocabulary::allowed));
        words.put("policy.sensitive", new Word(TEXTS, it -> names(it.policy().sensitive())));
        return words;
    }

    private static Word count(Function<Matter, Integer> number) {
        return new Word(SimpleType.INT, number.andThen(Integer::longValue));
    }

    /// 0 where the policy does not know the offence any more.
    private static long seriousness(Matter it) {
        return it.policy().offences().stream()
                .filter(offence -> offence.code().equals(it.of().offence()))
                .mapToLong(PolicyForm.Offence::seriousness)
                .findAny()
                .orElse(0);
    }

    private static List<String> allowed(Matter it) {
        return it.policy().jurisdictions().stream()
                .filter(PolicyForm.Jurisdiction::allowed)
                .map(PolicyForm.Jurisdiction::code)
                .toList();
    }

    private static List<String> names(Collection<? extends Enum<?>> of) {
        return of.stream().map(Enum::name).sorted().toList();
    }

    private static List<String> sorted(Collection<String> of) {
        return of.stream().sorted().toList();
    }

    static Map<String, CelType> types() {
        Map<String, CelType> types = new LinkedHashMap<>();
        WORDS.forEach((name, word) -> types.put(name, word.type()));
        return types;
    }

    static Map<String, Object> values(Matter matter) {
        Map<String, Object> values = HashMap.newHashMap(WORDS.size());
        WORDS.forEach((name, word) -> values.put(name, word.value().apply(matter)));
        return values;
    }

    /// @throws IllegalArgumentException if `sentence` has a place that is no word, as `{case.color}`
    static void requirePlaces(String sentence) {
        for (Matcher place = PLACE.matcher(sentence); place.find(); ) {
            if (!WORDS.containsKey(place.group(1))) {
                throw new IllegalArgumentException("says has {" + place.group(1) + "}, which is no word of policies");
            }
        }
    }

    /// A sentence with its places filled in.
    static String fill(String sentence, Map<String, Object> values) {
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(spoken(values.getOrDefault(place.group(1), ""))));
    }

    private static String spoken(Object value) {
        return switch (value) {
            case Instant at -> at.atOffset(ZoneOffset.UTC).toLocalDate() + " (UTC)";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
