package beholden.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Lets people into a fresh server over HTTP, as everybody gets in: invited, with a passkey, trained.
final class Onboarding {
    private static final int AGENCIES = 2;

    private final HttpClient http;
    private final URI origin;
    private final Browser operator;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Onboarding(HttpClient http, RunningServer server) throws IOException {
        this.http = http;
        this.origin = server.origin();
        this.operator = new Browser(http, origin).accept(server.operatorInvitation());
    }

    /// The gallery's id of a new source.
    String source() throws IOException {
        return operator.make(
                        "/sources",
                        Map.ofEntries(
                                Map.entry("name", "Faces of nobody"),
                                Map.entry("owner", "The benchmark"),
                                Map.entry("kind", "AGREEMENT"),
                                Map.entry("legalBasis", "None is needed for people who do not exist"),
                                Map.entry("licence", "none needed"),
                                Map.entry("contact", "bench@example.org"),
                                Map.entry("validFrom", today.minusDays(1).toString()),
                                Map.entry("validUntil", today.plusYears(1).toString()),
                                Map.entry("jurisdictions", List.of("DE"))))
                .get("id")
                .asString();
    }

    /// An examiner at a browser, and the machine that acts for them.
    record Person(Browser browser, Examiner examiner) {

        /// Person with a session at a server that was started anew: the passkey is the same, the address another.
        Person at(URI origin) throws IOException {
            Browser moved = browser.at(origin);
            moved.signIn().expect(200);
            return new Person(moved, examiner);
        }
    }

    /// Examiners of two agencies, each with a case and a key of its own.
    List<Examiner> examiners(int count) throws IOException {
        return people(count).stream().map(Person::examiner).toList();
    }

    /// Examiners of two agencies by turns, each with a case and a key of its own.
    List<Person> people(int count) throws IOException {
        List<Browser> administrators = new ArrayList<>();
        for (int i = 1; i <= AGENCIES; i++) {
            JsonNode ticket = operator.make(
                    "/agencies",
                    Map.of("name", "Agency " + i, "contact", "desk@example.org", "administratorName", "Ada Marsh"));
            administrators.add(new Browser(http, origin).accept(ticket));
        }
        List<Person> examiners = new ArrayList<>();
        for (int i = 0; i < count; i++) examiners.add(examiner(administrators.get(i % AGENCIES), i + 1));
        return examiners;
    }

    private Person examiner(Browser administrator, int number) throws IOException {
        Browser examiner = new Browser(http, origin)
                .accept(administrator.make(
                        "/accounts/invitations", Map.of("name", "Examiner " + number, "roles", List.of("EXAMINER"))));
        administrator.make(
                "/accounts/" + examiner.account() + "/trainings",
                Map.of(
                        "course", "Facial examination",
                        "on", today.toString(),
                        "until", today.plusYears(1).toString()));
        JsonNode key = examiner.make(
                "/api-keys",
                Map.of(
                        "name", "bench",
                        "scopes", List.of("read", "search"),
                        "expires", Instant.now().plus(Duration.ofDays(2)).toString()));
        return new Person(examiner, new Examiner(http, key.get("key").asString(), openCase(examiner, number)));
    }

    private String openCase(Browser examiner, int number) throws IOException {
        return examiner.make(
                        "/cases",
                        Map.of(
                                "number", "bench/" + number,
                                "offence", "homicide",
                                "legalBasis", "Warrant or order of a court",
                                "jurisdiction", "DE",
                                "justification", "Nobody is looked for: this case measures how long a search takes.",
                                "validUntil", today.plusDays(30).toString(),
                                "sensitive", List.of()))
                .get("id")
                .asString();
    }
}
