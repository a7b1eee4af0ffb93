package beholden.cli.serve;

import beholden.ground.Sha256;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.VirtualPasskeys;
import beholden.server.search.GroupPhotos;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An operator and the people of one agency at work, each at a browser with a passkey.
///
/// Their origin is another than the address that answers, as it is behind a proxy.
final class WorkingAgency {
    static final String NAME = "Northmoor Constabulary";

    /// A PDF of one page, small enough to be written by hand.
    private static final byte[] ORDER = """
            %PDF-1.7
            % By order of the court of Northmoor
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
            trailer <</Root 1 0 R /Size 4>>
            %%EOF
            """.getBytes(StandardCharsets.UTF_8);

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final URI origin;
    private final Map<Person, Browser> people = new EnumMap<>(Person.class);
    private URI address;
    private String source = "";
    private String imported = "";
    private String caseId = "";
    private String concluded = "";
    private String begun = "";

    private enum Person {
        OPERATOR,
        ADMINISTRATOR,
        EXAMINER,
        REVIEWER,
        AUDITOR
    }

    /// @param origin     as browsers see it
    /// @param address    where it is reached
    /// @param invitation link and code of the operator's
    WorkingAgency(URI origin, URI address, JsonNode invitation) {
        this.origin = origin;
        this.address = address;
        accept(Person.OPERATOR, invitation);
        JsonNode ticket = person(Person.OPERATOR)
                .post("/agencies", Map.of("name", NAME, "contact", "", "administratorName", "Ada Marsh"))
                .expect(201)
                .json();
        accept(Person.ADMINISTRATOR, ticket);
        join(Person.EXAMINER, "Edwin Hale");
        join(Person.REVIEWER, "Rosa Lindt");
        join(Person.AUDITOR, "Mira Castell");
    }

    private Browser person(Person person) {
        return Objects.requireNonNull(people.get(person));
    }

    private void accept(Person person, JsonNode invitation) {
        people.put(person, new Browser(address, new VirtualPasskeys(origin)).accept(invitation));
    }

    private void join(Person person, String name) {
        Browser administrator = person(Person.ADMINISTRATOR);
        accept(
                person,
                administrator
                        .post("/accounts/invitations", Map.of("name", name, "roles", List.of(person)))
                        .expect(201)
                        .json());
        administrator
                .post(
                        "/accounts/" + Desk.idOf(person(person)) + "/trainings",
                        Map.of(
                                "course",
                                "Facial examination",
                                "on",
                                today.toString(),
                                "until",
                                today.plusYears(1).toString()))
                .expect(201);
    }

    /// Imports a folder of the server's into a source.
    ///
    /// @param folder below the one that imports come from
    void fill(String folder) {
        Browser operator = person(Person.OPERATOR);
        source = TestSources.register(operator, today, "Harbour archive");
        imported = operator.post("/sources/" + source + "/imports", Map.of("folder", folder))
                .expect(202)
                .text("id");
        // The stream of an import's events ends with the import.
        operator.get("/imports/" + imported + "/events").expect(200);
    }

    /// Concludes one search of a case, and leaves another to be reviewed.
    void investigate() throws IOException {
        Browser examiner = person(Person.EXAMINER);
        caseId = examiner.post(
                        "/cases",
                        Map.of(
                                "number", "2026/17",
                                "offence", "homicide",
                                "legalBasis", "Warrant or order of a court",
                                "jurisdiction", "DE",
                                "justification",
                                        "The victim's last companion was photographed, and nobody knows a name.",
                                "validUntil", today.plusDays(30).toString(),
                                "sensitive", List.of()))
                .expect(201)
                .text("id");
        examiner.header("X-File-Name", "order.pdf")
                .raw("PUT", "/cases/" + caseId + "/document", "application/pdf", ORDER)
                .expect(202);
        concluded = search(1);
        judge(concluded);
        review(concluded);
        assertState(examiner.post("/searches/" + concluded + "/outcome"), "LEAD");
        begun = search(2);
        judge(begun);
    }

    private String search(int face) throws IOException {
        Browser examiner = person(Person.EXAMINER);
        String probe = examiner.raw("POST", "/cases/" + caseId + "/probes", "image/jpeg", GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        return examiner.post("/cases/" + caseId + "/searches", Map.of("probe", probe, "face", face))
                .expect(201)
                .text("id");
    }

    private void judge(String search) {
        Browser examiner = person(Person.EXAMINER);
        int candidates = examiner.get("/searches/" + search)
                .expect(200)
                .json()
                .get("candidates")
                .size();
        List<Map<String, Object>> dispositions = IntStream.rangeClosed(1, candidates)
                .mapToObj(rank ->
                        Map.<String, Object>of("rank", rank, "disposition", rank == 1 ? "POSSIBLE" : "EXCLUDED"))
                .toList();
        examiner.put("/searches/" + search + "/dispositions", Map.of("dispositions", dispositions))
                .expect(200);
        examiner.put("/searches/" + search + "/candidates/1/examination", opinion())
                .expect(200);
    }

    private void review(String search) {
        person(Person.REVIEWER).post("/reviews/" + search + "/1", opinion()).expect(201);
    }

    private Map<String, Object> opinion() {
        List<Map<String, Object>> features = person(Person.REVIEWER)
                .get("/facial-features")
                .expect(200)
                .json()
                .valueStream()
                .map(feature ->
                        Map.<String, Object>of("feature", feature.get("id").asString(), "observation", "SIMILAR"))
                .toList();
        return Map.of("features", features, "conclusion", "SUPPORT");
    }

    private static void assertState(Answer answer, String state) {
        if (!answer.expect(200).text("state").equals(state)) throw new AssertionError(answer.text());
    }

    /// Everybody signs in again, with the passkey they have.
    ///
    /// @param moved where the server is reached now
    void signIn(URI moved) {
        address = moved;
        people.replaceAll((_, browser) -> new Browser(address, browser.passkeys()));
        people.values().forEach(browser -> browser.signIn().expect(200));
    }

    /// Everything that people find: who asks for what, with the answer.
    SequencedMap<String, String> found() {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        find(found, Person.OPERATOR, "/session", "/sources", "/sources/" + source + "/imports");
        find(found, Person.OPERATOR, "/imports/" + imported, "/imports/" + imported + "/report.csv", "/policy");
        find(found, Person.ADMINISTRATOR, "/session", "/accounts");
        find(found, Person.EXAMINER, "/session", "/cases", "/cases/" + caseId + "/document");
        find(found, Person.EXAMINER, "/cases/" + caseId + "/searches");
        for (String search : List.of(concluded, begun)) {
            String path = "/searches/" + search;
            find(found, Person.EXAMINER, path, path + "/probe.jpg", path + "/probe-crop.jpg");
            int candidates =
                    person(Person.EXAMINER).get(path).json().get("candidates").size();
            for (int rank = 1; rank <= candidates; rank++) {
                String candidate = path + "/candidates/" + rank;
                find(found, Person.EXAMINER, candidate + "/crop.jpg", candidate + "/thumbnail.jpg");
            }
        }
        find(found, Person.REVIEWER, "/session", "/reviews");
        find(found, Person.AUDITOR, "/session", "/searches/" + concluded + "/report.json");
        find(found, Person.AUDITOR, "/oversight?from=%s&to=%s".formatted(today, today));
        return found;
    }

    private void find(Map<String, String> found, Person person, String... paths) {
        for (String path : paths) {
            Answer answer = person(person).get(path).expect(200);
            String type = answer.header("Content-Type");
            String text = type.startsWith("application/json") ? settled(answer.json()) : Sha256.hex(answer.body());
            found.put(person + " " + path, text);
        }
    }

    /// An answer without what is another each time that somebody signs in or draws up a report.
    private static String settled(JsonNode json) {
        JsonNode settled =
                json.path("report").has("recorded") ? json.path("report").path("recorded") : json;
        if (settled instanceof ObjectNode object) object.remove("touchedAt");
        return settled.toString();
    }

    /// Concludes the search that was left, and makes the concluded one again.
    void goOn() throws IOException {
        review(begun);
        assertState(person(Person.EXAMINER).post("/searches/" + begun + "/outcome"), "LEAD");
        if (!candidates(search(1)).equals(candidates(concluded))) throw new AssertionError("other candidates");
        Map<String, Object> terms = new HashMap<>(TestSources.terms(today));
        terms.put("name", "Market archive");
        person(Person.OPERATOR).post("/sources", terms).expect(201);
    }

    private List<String> candidates(String search) {
        return person(Person.EXAMINER)
                .get("/searches/" + search)
                .expect(200)
                .json()
                .get("candidates")
                .valueStream()
                .map(candidate -> candidate.get("title") + " " + candidate.get("score"))
                .toList();
    }
}
