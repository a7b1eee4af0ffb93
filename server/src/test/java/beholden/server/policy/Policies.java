package beholden.server.policy;

import beholden.server.identity.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Policies, and a search that every rule of the default one lets pass, to be changed one fact at a time.
record Policies(CaseFacts of, SearchFacts facts, Instant now) {
    private static final String RULES = """
            offences: [{code: homicide, name: Homicide, seriousness: 10}]
            minimumSeriousness: 5
            legalBases: [Warrant]
            jurisdictions: [{code: XA, name: Example, search: allowed}]
            searchesPerDay: 50
            shortestJustification: 40
            sensitive: [MINORS]
            rules:
            """;

    static String defaultText() throws IOException {
        try (InputStream in = Objects.requireNonNull(Policy.class.getResourceAsStream("policy.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Policy standard() throws Exception {
        return Policy.read(defaultText());
    }

    /// The text of a policy with one rule, which refuses when `expression` holds.
    static String refusingWhen(String expression) {
        return RULES + """
              - id: only
                title: The only rule
                says: Nothing helps.
                refuses when: |
                  %s
            """.formatted(expression);
    }

    static Policies passing() {
        CaseFacts of = new CaseFacts(
                true,
                Instant.parse("2031-05-01T08:00:00Z"),
                Instant.parse("2031-05-11T00:00:00Z"),
                "homicide",
                "Warrant or order of a court",
                "DE",
                "A man was seen leaving the flat; witnesses do not know him, and no other trace leads on.",
                Set.of(),
                false);
        SearchFacts facts = new SearchFacts(
                true,
                false,
                new SearchFacts.Probe(1200, 800, 1, 70),
                new SearchFacts.Scope(List.of(), 0, 20),
                new SearchFacts.Quota(0, 0));
        return new Policies(of, facts, Instant.parse("2031-05-10T23:59:59Z"));
    }

    Policies with(CaseFacts other) {
        return new Policies(other, facts, now);
    }

    Policies with(SearchFacts other) {
        return new Policies(of, other, now);
    }

    Policies at(String instant) {
        return new Policies(of, facts, Instant.parse(instant));
    }

    Policies trained(boolean trained) {
        return with(new SearchFacts(trained, facts.approved(), facts.probe(), facts.scope(), facts.quota()));
    }

    Policies approved() {
        return with(new SearchFacts(facts.trained(), true, facts.probe(), facts.scope(), facts.quota()));
    }

    Policies searchedToday(int times) {
        return with(new SearchFacts(
                facts.trained(), facts.approved(), facts.probe(), facts.scope(), new SearchFacts.Quota(times, times)));
    }

    Policies of(String offence, String jurisdiction, String justification, Set<Sensitivity> sensitive) {
        return with(new CaseFacts(
                of.open(),
                of.opened(),
                of.expires(),
                offence,
                of.legalBasis(),
                jurisdiction,
                justification,
                sensitive,
                of.documented()));
    }

    Policies offence(String offence) {
        return of(offence, of.jurisdiction(), of.justification(), of.sensitive());
    }

    Policies jurisdiction(String jurisdiction) {
        return of(of.offence(), jurisdiction, of.justification(), of.sensitive());
    }

    Policies justification(String justification) {
        return of(of.offence(), of.jurisdiction(), justification, of.sensitive());
    }

    Policies sensitive(Sensitivity sensitive) {
        return of(of.offence(), of.jurisdiction(), of.justification(), Set.of(sensitive));
    }

    Policies closed() {
        return with(new CaseFacts(
                false,
                of.opened(),
                of.expires(),
                of.offence(),
                of.legalBasis(),
                of.jurisdiction(),
                of.justification(),
                of.sensitive(),
                of.documented()));
    }

    Verdict judgedBy(Policy policy) {
        return policy.judge(of, Set.of(Role.EXAMINER), facts, now);
    }
}
