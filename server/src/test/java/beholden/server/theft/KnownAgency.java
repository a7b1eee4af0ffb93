package beholden.server.theft;

import beholden.drill.search.KnownSecret;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.TestPdf;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An agency at work through the API, of which every word, id and credential is known: what a thief must not find.
final class KnownAgency {
    private static final int PIECE = 24;

    private final URI origin;
    private final String name;
    private final String mark;
    private final List<KnownSecret> secrets = Collections.synchronizedList(new ArrayList<>());
    private final Browser administrator;
    private int people;
    private int cases;

    /// @param mark a word that everything it types ends with
    KnownAgency(URI origin, Browser operator, String name, String mark) {
        this.origin = origin;
        this.name = name;
        this.mark = mark;
        words("an agency's name", name);
        JsonNode ticket = operator.post(
                        "/agencies",
                        Map.of(
                                "name", name,
                                "contact",
                                        words(
                                                "a contact",
                                                "Desk 14, post@" + words("a domain", mark + "-police.example")),
                                "administratorName", words("an account's name", "Ada Marsh-" + mark)))
                .expect(201)
                .json();
        this.administrator = accepted(ticket);
    }

    Browser administrator() {
        return administrator;
    }

    String name() {
        return name;
    }

    /// Everything so far.
    List<KnownSecret> secrets() {
        return List.copyOf(secrets);
    }

    /// Notes something as a secret, and gives it back.
    String words(String what, String text) {
        secrets.add(new KnownSecret.Words(what, text));
        return text;
    }

    void octets(String what, byte[] bytes) {
        secrets.add(new KnownSecret.Octets(what, bytes));
    }

    private String id(String what, String uuid) {
        UUID id = UUID.fromString(uuid);
        octets(
                what,
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
        return uuid;
    }

    /// Notes the cookies that a browser has now.
    void cookies(Browser browser) {
        browser.get("/session").expect(200);
        words("a session's id", Objects.requireNonNull(browser.cookie("__Host-session")));
        words("a CSRF token", Objects.requireNonNull(browser.cookie("XSRF-TOKEN")));
    }

    private Browser accepted(JsonNode ticket) {
        String token = Browser.tokenOf(ticket.get("link").asString());
        words("an invitation's token", token);
        octets("an invitation's pointer", Base64.getUrlDecoder().decode(token));
        Browser browser = new Browser(origin);
        browser.get("/session");
        words("a CSRF token", Objects.requireNonNull(browser.cookie("XSRF-TOKEN")));
        browser.accept(ticket);
        cookies(browser);
        id("an account's id", browser.get("/session").expect(200).text("account.id"));
        JsonNode options =
                browser.post("//webauthn/register/options").expect(200).json();
        octets(
                "a user handle",
                Base64.getUrlDecoder().decode(options.get("user").get("id").asString()));
        octets(
                "a passkey's id",
                Base64.getUrlDecoder()
                        .decode(options.get("excludeCredentials")
                                .get(0)
                                .get("id")
                                .asString()));
        return browser;
    }

    /// A user handle in base64url, which leads to the agency.
    static String handle(Browser browser) {
        return browser.post("//webauthn/register/options")
                .expect(200)
                .json()
                .get("user")
                .get("id")
                .asString();
    }

    static String accountOf(Browser browser) {
        return browser.get("/session").expect(200).text("account.id");
    }

    /// Somebody invited, with a passkey, trained, signed in.
    Browser joined(String... roles) {
        administrator.signIn().expect(200);
        cookies(administrator);
        String called = words("an account's name", "Person No. " + ++people + " of " + mark);
        JsonNode ticket = administrator
                .post("/accounts/invitations", Map.of("name", called, "roles", List.of(roles)))
                .expect(201)
                .json();
        Browser joined = accepted(ticket);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        administrator
                .post(
                        "/accounts/" + accountOf(joined) + "/trainings",
                        Map.of(
                                "course", words("a course", "Course for faces of " + mark),
                                "on", today.toString(),
                                "until", today.plusYears(1).toString()))
                .expect(201);
        return joined;
    }

    /// The id of a new case.
    String opened(Browser examiner, String offence, String... sensitive) {
        String number = words("a case number", "%s-2026-%05d".formatted(mark, ++cases));
        return id(
                "a case's id",
                examiner.post(
                                "/cases",
                                Map.of(
                                        "number",
                                        number,
                                        "offence",
                                        offence,
                                        "legalBasis",
                                        "Warrant or order of a court",
                                        "jurisdiction",
                                        "DE",
                                        "justification",
                                        words(
                                                "a justification",
                                                "Because of what happened in the matter " + number
                                                        + ", and nobody knows a name."),
                                        "validUntil",
                                        LocalDate.now(ZoneOffset.UTC)
                                                .plusDays(30)
                                                .toString(),
                                        "sensitive",
                                        List.of(sensitive)))
                        .expect(201)
                        .text("id"));
    }

    /// The answer to an uploaded photo.
    JsonNode uploaded(Browser examiner, String caseId, byte[] photo) {
        octets("a part of a probe", Arrays.copyOfRange(photo, photo.length / 2, photo.length / 2 + PIECE));
        octets("a part of a probe", Arrays.copyOfRange(photo, photo.length / 3, photo.length / 3 + PIECE));
        JsonNode probe = examiner.raw("POST", "/cases/" + caseId + "/probes", "image/jpeg", photo)
                .expect(201)
                .json();
        id("a probe's id", probe.get("id").asString());
        octets("a probe's hash", HexFormat.of().parseHex(probe.get("sha256").asString()));
        return probe;
    }

    Answer search(Browser examiner, String caseId, JsonNode probe) {
        return examiner.post(
                "/cases/" + caseId + "/searches",
                Map.of("probe", probe.get("id").asString(), "face", 1, "limit", 2));
    }

    /// The path of a search that was made or waits.
    String pathOf(Answer search) {
        return "/searches/" + id("a search's id", search.text("id"));
    }

    void document(Browser examiner, String caseId) {
        Browser sender =
                examiner.header("X-File-Name", words("a document's name", "order-of-" + mark + "-" + cases + ".pdf"));
        byte[] pdf = TestPdf.of(words("a document's text", "By order of the court of " + mark + ", case " + cases));
        sender.raw("PUT", "/cases/" + caseId + "/document", "application/pdf", pdf)
                .expect(202);
    }

    void close(Browser examiner, String caseId) {
        examiner.post(
                        "/cases/" + caseId + "/close",
                        Map.of("reason", words("a reason", "Solved by " + mark + " in case " + cases)))
                .expect(200);
    }

    /// Destroys the files of a closed case.
    void shred(String caseId) {
        administrator
                .post(
                        "/cases/" + caseId + "/shred",
                        Map.of("reason", words("a reason", "The time of " + mark + " for case " + cases + " is over")))
                .expect(200);
    }

    /// A machine with a key of somebody's.
    Browser machine(Browser of, String... scopes) {
        Answer made = of.post(
                        "/api-keys",
                        Map.of(
                                "name", words("an API key's name", "Case system of " + mark),
                                "scopes", List.of(scopes),
                                "expires", Instant.now().plusSeconds(86_400).toString()))
                .expect(201);
        String key = words("an API key", made.text("key"));
        octets("an API key's pointer", Base64.getUrlDecoder().decode(key.substring("bhk_".length())));
        return new Browser(origin).header("Authorization", "Bearer " + key);
    }

    /// A printed recovery code of somebody's.
    String recoveryCode(Browser of) {
        return words("a recovery code", of.post("/recovery-codes").expect(201).text("code"));
    }

    /// A note that somebody types.
    String note(String about) {
        return words("a note", about + ", says " + mark);
    }
}
