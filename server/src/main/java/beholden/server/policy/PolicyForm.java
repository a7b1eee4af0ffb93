package beholden.server.policy;

import beholden.ground.TypedText;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A policy as it is written down: YAML, its rules not compiled yet.
record PolicyForm(
        @JsonProperty(required = true) List<Offence> offences,
        @JsonProperty(required = true) int minimumSeriousness,
        @JsonProperty(required = true) List<String> legalBases,
        @JsonProperty(required = true) List<Jurisdiction> jurisdictions,
        @JsonProperty(required = true) int searchesPerDay,
        @JsonProperty(required = true) int shortestJustification,
        @JsonProperty(required = true) Set<Sensitivity> sensitive,
        @JsonProperty(required = true) List<RuleForm> rules) {
    private static final int MOST = 200;
    private static final int MOST_RULES = 50;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addHandler(new Unknown())
            .changeDefaultNullHandling(_ -> JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .build();

    /// @param seriousness 1..10
    record Offence(
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) int seriousness) {
        Offence {
            requireCode(code);
            requireLine("name", name, 120);
            requireWithin("seriousness", seriousness, 1, 10);
        }
    }

    /// @param search whether its law lets faces be searched
    record Jurisdiction(
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) Use search) {
        enum Use {
            @JsonProperty("allowed")
            ALLOWED,
            @JsonProperty("banned")
            BANNED
        }

        Jurisdiction {
            requireCode(code);
            requireLine("name", name, 120);
        }

        boolean allowed() {
            return search == Use.ALLOWED;
        }
    }

    record RuleForm(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String title,

            @JsonProperty("refuses when") @JsonSetter(nulls = Nulls.SET) @Nullable
            Expression refuses,

            @JsonProperty("asks for approval when") @JsonSetter(nulls = Nulls.SET) @Nullable
            Expression asks,

            @JsonProperty(required = true) String says) {
        RuleForm {
            requireCode(id);
            requireLine("title", title, 120);
            requireLine("says", says, 400);
            if ((refuses == null) == (asks == null)) {
                throw new IllegalArgumentException(
                        "rule " + id + ": write either \"refuses when\" or \"asks for approval when\"");
            }
        }
    }

    /// Says the line of a setting that there is not, which Jackson itself would not.
    private static final class Unknown extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable ValueDeserializer<?> reader,
                Object target,
                String name) {
            return context.reportInputMismatch(
                    Object.class,
                    "%s: there is no such setting; known here are %s",
                    name,
                    reader == null ? List.of() : reader.getKnownPropertyNames());
        }
    }

    PolicyForm {
        requireWithin("minimumSeriousness", minimumSeriousness, 1, 10);
        requireWithin("searchesPerDay", searchesPerDay, 1, 100_000);
        requireWithin("shortestJustification", shortestJustification, 1, CaseFacts.LONGEST_JUSTIFICATION);
        offences = distinct("offences", offences, Offence::code, MOST);
        jurisdictions = distinct("jurisdictions", jurisdictions, Jurisdiction::code, MOST);
        legalBases = distinct("legalBases", legalBases, Function.identity(), MOST);
        legalBases.forEach(basis -> requireLine("a legal basis", basis, 120));
        sensitive = Set.copyOf(sensitive);
        rules = distinct("rules", rules, RuleForm::id, MOST_RULES);
    }

    /// @throws PolicyException if it is not one, naming the line
    static PolicyForm read(String text) throws PolicyException {
        try {
            refuseAliases(text);
            return YAML.readValue(text, PolicyForm.class);
        } catch (JacksonException e) {
            throw PolicyException.of(e);
        }
    }

    /// Jackson would read an alias as its name, which nobody means.
    private static void refuseAliases(String text) throws PolicyException {
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                if (((YAMLParser) parser).isCurrentAlias()) {
                    throw PolicyException.at(
                            parser.currentTokenLocation().getLineNr(), "aliases (*) are not read; write it out");
                }
            }
        }
    }

    private static <T> List<T> distinct(String what, List<T> items, Function<T, String> key, int most) {
        requireWithin("the number of " + what, items.size(), 1, most);
        Set<String> seen = new HashSet<>();
        for (T item : items) {
            if (!seen.add(key.apply(item))) {
                throw new IllegalArgumentException(what + ": " + key.apply(item) + " is there twice");
            }
        }
        return List.copyOf(items);
    }

    private static void requireCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "\"" + code + "\": a code or id has 1 to 40 letters, digits and hyphens, such as case-open");
        }
    }

    private static void requireLine(String what, String text, int most) {
        TypedText.line(what, text, most);
    }

    private static void requireWithin(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + " " + number + ": goes from " + least + " to " + most);
        }
    }
}
