package beholden.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.VirtualPasskeys;
import beholden.server.review.FacialFeature;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every text that people send, with what nobody can see or is too long: refused, and the field named.
///
/// A text field that is new in the API's description has a line here, or this fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypedTextsTest {
    private static final Map<String, String> HOSTILE = Map.of(
            "turned around", "photo\u202Egpj.exe",
            "isolated", "one\u2066two",
            "half a character", "half \ud83d",
            "a null", "one\u0000two",
            "of no width", "one\u200Btwo",
            "a tag", "one\udb40\udc41two",
            "not assigned", "one\u0378two",
            "too long", "x".repeat(5_000));

    /// Strings that are looked up and neither kept nor shown: ids, secrets, and what an identity provider says.
    private static final Set<String> LOOKED_UP = Set.of(
            "POST /api/v1/agencies/invitations token",
            "POST /api/v1/invitations/accept code",
            "POST /api/v1/invitations/accept token",
            "POST /api/v1/invitations/look token",
            "POST /api/v1/oidc/begin pointer",
            "POST /api/v1/oidc/finish code",
            "POST /api/v1/oidc/finish error",
            "POST /api/v1/oidc/finish iss",
            "POST /api/v1/oidc/finish state",
            "POST /api/v1/recovery code",
            "POST /api/v1/takedowns/confirm photos[]");

    private static final String PLACE = "HERE";

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private Desk desk;

    /// A field of a request that is right in all else.
    ///
    /// @param path below `/api/v1`
    /// @param body with [#PLACE] as the field's value
    private record Field(Browser by, String method, String path, Map<String, Object> body, String name) {}

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                List.of(TestSources.register(desk, "Harbour archive")),
                5);
        accounts(desk.agency());
        cases();
        sources();
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
    }

    /// Adds a field for each text of a right request.
    ///
    /// @param endpoint as in the description
    /// @param names    the texts; `notes[].text` is one in each thing of a list
    private void add(Browser by, String endpoint, String path, Map<String, Object> right, String... names) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        for (String name : names)
            fields.put(endpoint + " " + name, new Field(by, method, path, placed(right, name), name));
    }

    private static Map<String, Object> placed(Map<String, Object> right, String name) {
        Map<String, Object> body = new HashMap<>(right);
        if (name.endsWith("[]")) {
            body.put(name.replace("[]", ""), List.of(PLACE));
        } else if (name.contains("[].")) {
            String list = name.substring(0, name.indexOf('['));
            List<Map<String, Object>> items = new ArrayList<>();
            for (Object item : (List<?>) right.getOrDefault(list, List.of())) {
                Map<String, Object> changed = new HashMap<>();
                ((Map<?, ?>) item).forEach((key, value) -> changed.put(key.toString(), value));
                if (items.isEmpty()) changed.put(name.substring(name.indexOf('.') + 1), PLACE);
                items.add(changed);
            }
            body.put(list, items);
        } else {
            body.put(name, PLACE);
        }
        return body;
    }

    private void accounts(TestAgency agency) {
        Browser lead = agency.administrator();
        String account = Desk.idOf(agency.secondReviewer());
        Map<String, Object> reason = Map.of();
        add(
                lead,
                "POST /api/v1/accounts/invitations",
                "/accounts/invitations",
                Map.of("roles", Set.of("AUDITOR")),
                "name");
        add(lead, "POST /api/v1/accounts/{id}/suspend", "/accounts/" + account + "/suspend", reason, "reason");
        add(lead, "POST /api/v1/accounts/{id}/reinstate", "/accounts/" + account + "/reinstate", reason, "reason");
        add(
                lead,
                "POST /api/v1/accounts/{id}/trainings",
                "/accounts/" + account + "/trainings",
                Map.of("on", today().toString(), "until", today().plusDays(1).toString()),
                "course");
        add(
                desk.operator(),
                "POST /api/v1/agencies",
                "/agencies",
                Map.of("name", "Eastmoor Police", "contact", "desk@example.org", "administratorName", "Ada Marsh"),
                "name",
                "contact",
                "administratorName");
        add(
                agency.auditor(),
                "POST /api/v1/api-keys",
                "/api-keys",
                Map.of(
                        "scopes",
                        Set.of("read"),
                        "expires",
                        desk.clock().instant().plusSeconds(86_400).toString()),
                "name");
        add(
                lead,
                "PUT /api/v1/identity-provider",
                "/identity-provider",
                Map.of("issuer", "https://login.example.org", "clientId", "beholden", "clientSecret", "secret"),
                "issuer",
                "clientId",
                "clientSecret",
                "claim");
        JsonNode ticket = lead.post("/accounts/invitations", Map.of("name", "Jo", "roles", Set.of("AUDITOR")))
                .expect(201)
                .json();
        add(
                desk.stranger(),
                "POST /api/v1/invitations/accept",
                "/invitations/accept",
                Map.of(
                        "token", Browser.tokenOf(ticket.get("link").asString()),
                        "code", ticket.get("code").asString()),
                "name");
    }

    private void cases() throws IOException {
        Browser examiner = desk.examiner();
        add(
                examiner,
                "POST /api/v1/cases",
                "/cases",
                Map.of(
                        "number", "2026/9999",
                        "offence", "homicide",
                        "legalBasis", "Warrant or order of a court",
                        "jurisdiction", "DE",
                        "justification", "The victim's last companion was photographed, and nobody knows a name.",
                        "validUntil", today().plusDays(30).toString()),
                "number",
                "offence",
                "legalBasis",
                "jurisdiction",
                "justification");
        String open = TestCases.open(desk, examiner);
        String closed = TestCases.open(desk, examiner);
        TestCases.close(examiner, closed);
        add(examiner, "POST /api/v1/cases/{id}/close", "/cases/" + open + "/close", Map.of(), "reason");
        add(desk.administrator(), "POST /api/v1/cases/{id}/shred", "/cases/" + closed + "/shred", Map.of(), "reason");
        String probe = TestCases.upload(examiner, open, GroupPhotos.photo(5))
                .expect(201)
                .text("id");
        add(
                examiner,
                "POST /api/v1/cases/{id}/searches",
                "/cases/" + open + "/searches",
                Map.of("probe", probe, "face", 1),
                "sourcesIn[]");
        String search = TestCases.search(examiner, open, probe, 1).expect(201).text("id");
        reviews(search);
        String sensitive = TestCases.open(desk, examiner, "MINORS");
        String other = TestCases.upload(examiner, sensitive, GroupPhotos.photo(5))
                .expect(201)
                .text("id");
        String waiting =
                TestCases.search(examiner, sensitive, other, 1).expect(202).text("id");
        add(
                desk.reviewer(),
                "POST /api/v1/searches/{id}/approval",
                "/searches/" + waiting + "/approval",
                Map.of("approve", false),
                "reason");
    }

    private void reviews(String search) {
        String examination = "/searches/" + search + "/candidates/1/examination";
        List<Map<String, Object>> features = Arrays.stream(FacialFeature.values())
                .map(feature -> Map.<String, Object>of("feature", feature.name(), "observation", "SIMILAR"))
                .toList();
        Map<String, Object> opinion = Map.of("features", features, "conclusion", "SUPPORT");
        Map<String, Object> disposition = Map.of("rank", 1, "disposition", "POSSIBLE");
        Map<String, Object> dispositions = Map.of("dispositions", List.of(disposition));
        desk.examiner()
                .put("/searches/" + search + "/dispositions", dispositions)
                .expect(200);
        desk.examiner().put(examination, opinion).expect(200);
        add(
                desk.examiner(),
                "PUT /api/v1/searches/{id}/dispositions",
                "/searches/" + search + "/dispositions",
                dispositions,
                "dispositions[].note");
        add(
                desk.examiner(),
                "PUT /api/v1/searches/{id}/candidates/{rank}/examination",
                examination,
                opinion,
                "features[].note",
                "note");
        add(
                desk.reviewer(),
                "POST /api/v1/reviews/{id}/{rank}",
                "/reviews/" + search + "/1",
                opinion,
                "features[].note",
                "note");
    }

    private void sources() {
        Browser operator = desk.operator();
        String source = TestSources.register(desk, "Station archive");
        Map<String, Object> terms = new HashMap<>(TestSources.terms(today()));
        String[] texts = {"name", "owner", "legalBasis", "licence", "contact", "jurisdictions[]"};
        add(operator, "POST /api/v1/sources", "/sources", terms, texts);
        add(operator, "PUT /api/v1/sources/{id}", "/sources/" + source, terms, texts);
        add(
                operator,
                "POST /api/v1/sources/{id}/end",
                "/sources/" + source + "/end",
                Map.of("reason", "WITHDRAWN"),
                "note");
        add(operator, "POST /api/v1/sources/{id}/restore", "/sources/" + source + "/restore", Map.of(), "reason");
        add(
                operator,
                "POST /api/v1/sources/{id}/imports",
                "/sources/" + source + "/imports",
                Map.of("folder", "photos"),
                "folder",
                "link");
        add(operator, "POST /api/v1/takedowns", "/takedowns", Map.of(), "link");
        add(
                operator,
                "POST /api/v1/takedowns/confirm",
                "/takedowns/confirm",
                Map.of("photos", List.of(UUID.randomUUID().toString())),
                "reason");
    }

    @Test
    void every_text_of_the_api_is_looked_at_here() {
        Set<String> described = new TreeSet<>();
        JsonNode api = JsonMapper.shared()
                .readTree(desk.stranger().get("/openapi").expect(200).body());
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String endpoint = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    JsonNode body = operation.getValue().at("/requestBody/content/application~1json/schema");
                    texts(api, body, "").forEach(name -> described.add(endpoint + " " + name));
                }));
        Set<String> lookedAt = new TreeSet<>(LOOKED_UP);
        lookedAt.addAll(fields.keySet());

        assertThat(lookedAt).isEqualTo(described);
    }

    private static List<String> texts(JsonNode api, JsonNode schema, String name) {
        List<String> found = new ArrayList<>();
        if (schema.has("$ref"))
            return texts(api, api.at(schema.get("$ref").asString().substring(1)), name);
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(one -> found.addAll(texts(api, one, name)));
        }
        String type = schema.path("type").toString();
        if (type.contains("string") && !schema.has("enum") && !schema.has("format")) found.add(name);
        if (schema.has("items")) found.addAll(texts(api, schema.get("items"), name + "[]"));
        schema.path("properties")
                .properties()
                .forEach(property -> found.addAll(texts(
                        api,
                        property.getValue(),
                        name.isEmpty() ? property.getKey() : name + "." + property.getKey())));
        return found;
    }

    @TestFactory
    Stream<DynamicTest> a_text_that_cannot_be_seen_whole_is_refused_and_its_field_named() {
        return fields.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(field.getKey(), () -> refused(field.getValue())));
    }

    private void refused(Field field) {
        desk.clock().putForward(Duration.ofSeconds(10));
        if (field.by().cookie("__Host-session") != null) field.by().signIn().expect(200);
        String template = JsonMapper.shared().writeValueAsString(field.body());
        List<String> taken = new ArrayList<>();
        HOSTILE.forEach((what, text) -> {
            byte[] body = template.replace(PLACE, escaped(text)).getBytes(StandardCharsets.US_ASCII);
            Answer answer = field.by().raw(field.method(), field.path(), "application/json", body);
            String named = field.name().replaceAll(".*\\.|\\[]", "");
            if (answer.status() != 400 || !answer.text("detail").contains(named)) {
                taken.add(what + ": " + answer.status() + " " + answer.text());
            }
        });
        assertThat(taken).isEmpty();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    @Test
    void the_name_of_a_document_is_refused_and_named_too() {
        String open = TestCases.open(desk, desk.examiner());
        Browser sender = desk.again(desk.examiner());
        HOSTILE.forEach((_, text) -> {
            if (text.contains("half")) return; // has no UTF-8
            sender.header("X-File-Name", URLEncoder.encode(text, StandardCharsets.UTF_8));
            Answer answer = sender.raw(
                    "PUT",
                    "/cases/" + open + "/document",
                    "application/pdf",
                    "%PDF-1.7 ".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.expect(400).text("detail")).contains("X-File-Name");
        });
    }

    @Test
    void the_label_of_a_passkey_is_refused_and_named_too() {
        Browser owner = desk.again(desk.reviewer());
        HOSTILE.forEach((_, text) -> {
            if (text.contains("half")) return; // is written as JSON, which the client's library refuses
            desk.clock().putForward(Duration.ofSeconds(1));
            JsonNode options =
                    owner.post("//webauthn/register/options").expect(200).json();
            Answer answer = owner.post("//webauthn/register", new VirtualPasskeys(desk.origin()).create(options, text));
            assertThat(answer.expect(400).text("detail")).contains("label");
        });
    }

    @Test
    void a_policy_is_refused_with_the_line_of_what_cannot_be_seen() {
        String policy = desk.operator().get("/policy").expect(200).text("text");
        desk.operator().signIn().expect(200);
        Answer answer = desk.operator()
                .raw("PUT", "/policy", "text/yaml", ("# harmless \u202E\n" + policy).getBytes(StandardCharsets.UTF_8));

        assertThat(answer.expect(400).text("detail")).contains("policy line 1", "U+202E");
    }
}
