package beholden.server.casework;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ground.Sha256;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.TestPdf;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseworkTest {
    /// After this long an account may make one more request.
    private static final Duration PER_REQUEST = Duration.ofMillis(100);

    private Desk desk;
    private TestAgency other;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
        other = desk.agency("Southmoor Constabulary");
    }

    /// Moves the clock on, so that no test is refused for what those before it asked.
    @BeforeEach
    void letAccountsAskAgain() {
        desk.clock().putForward(Duration.ofSeconds(10));
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
    }

    private Map<String, Object> request(String number) {
        Map<String, Object> request = new HashMap<>();
        request.put("number", number);
        request.put("offence", "homicide");
        request.put("legalBasis", "Order of a prosecutor");
        request.put("jurisdiction", "DE");
        request.put("justification", "Seen leaving the flat.\nNo other trace leads on: Ünïcødé, 中文, עברית.");
        request.put("validUntil", today().plusDays(30).toString());
        request.put("sensitive", List.of("MINORS"));
        return request;
    }

    private String opened(String number) {
        return desk.examiner().post("/cases", request(number)).expect(201).text("id");
    }

    @Test
    void a_case_is_opened_read_by_the_agency_and_closed() {
        Answer made = desk.examiner().post("/cases", request("2026/1")).expect(201);

        String path = "/cases/" + made.text("id");
        assertThat(made.text("openedBy.name")).isEqualTo("Edwin Hale");
        assertThat(made.text("justification")).contains("中文");
        assertThat(made.json().get("sensitive").get(0).asString()).isEqualTo("MINORS");
        assertThat(made.json().get("searches").asInt()).isZero();
        for (Browser of : List.of(desk.reviewer(), desk.administrator(), desk.auditor())) {
            assertThat(of.get(path).expect(200).text("state")).isEqualTo("OPEN");
        }

        Answer closed = desk.examiner()
                .post(path + "/close", Map.of("reason", "Solved"))
                .expect(200);

        assertThat(closed.text("state")).isEqualTo("CLOSED");
        assertThat(closed.text("closed.reason")).isEqualTo("Solved");
        assertThat(closed.text("closed.by.name")).isEqualTo("Edwin Hale");
        desk.examiner().post(path + "/close", Map.of("reason", "Again")).expect(409);
        assertThat(ids(desk.examiner(), "OPEN")).doesNotContain(made.text("id"));
        assertThat(ids(desk.examiner(), "CLOSED")).contains(made.text("id"));
    }

    private static List<String> ids(Browser browser, String state) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = browser.get("/cases?limit=2&state=" + state + cursor)
                    .expect(200)
                    .json();
            page.get("items").forEach(of -> ids.add(of.get("id").asString()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void pages_give_every_case_once_the_latest_first() {
        List<String> made =
                Stream.of("p1", "p2", "p3", "p4", "p5").map(this::opened).toList();

        List<String> read = ids(desk.examiner(), "OPEN");

        assertThat(read).doesNotHaveDuplicates();
        assertThat(read.subList(0, 5)).isEqualTo(made.reversed());
    }

    @Test
    void a_page_goes_on_although_what_it_follows_has_left_the_list() {
        List<String> made = Stream.of("q1", "q2", "q3").map(this::opened).toList();
        JsonNode first =
                desk.examiner().get("/cases?limit=2&state=OPEN").expect(200).json();
        desk.examiner()
                .post("/cases/" + made.get(1) + "/close", Map.of("reason", "Done"))
                .expect(200);

        JsonNode second = desk.examiner()
                .get("/cases?limit=2&state=OPEN&cursor=" + first.get("next").asString())
                .expect(200)
                .json();

        assertThat(first.get("items").get(1).get("id").asString()).isEqualTo(made.get(1));
        assertThat(second.get("items").get(0).get("id").asString()).isEqualTo(made.get(0));
    }

    @Test
    void another_agency_finds_a_case_no_more_than_one_that_is_not_there() {
        String id = opened("2026/2");
        String absent = CaseId.random().toString();

        for (Browser stranger : List.of(other.examiner(), other.administrator())) {
            for (String path : List.of("/cases/%s", "/cases/%s/document")) {
                Answer theirs = stranger.get(path.formatted(id)).expect(404);
                assertThat(theirs.text().replace(id, ""))
                        .isEqualTo(stranger.get(path.formatted(absent)).text().replace(absent, ""));
                assertThat(stranger.get(path.formatted("no-uuid")).status()).isEqualTo(404);
            }
            stranger.post("/cases/" + id + "/close", Map.of("reason", "x")).expect(404);
        }
        assertThat(other.examiner()
                        .get("/cases")
                        .expect(200)
                        .json()
                        .get("items")
                        .size())
                .isZero();
        assertThat(desk.examiner().get("/cases/" + id).text("state")).isEqualTo("OPEN");
    }

    @Test
    void only_examiners_open_cases_and_operators_see_none() {
        for (Browser of : List.of(desk.reviewer(), desk.administrator(), desk.auditor(), desk.operator())) {
            of.post("/cases", request("no")).expect(403);
        }
        desk.operator().get("/cases").expect(403);
        desk.stranger().get("/cases").expect(401);
    }

    @Test
    void a_number_serves_one_open_case_at_a_time() {
        String id = opened("2026/3");

        Answer twice = desk.examiner().post("/cases", request("2026/3")).expect(409);

        assertThat(twice.text("detail")).contains("2026/3");
        desk.examiner()
                .post("/cases/" + id + "/close", Map.of("reason", "Done"))
                .expect(200);
        opened("2026/3");
    }

    @ParameterizedTest
    @CsvSource({
        "number,'',number",
        "number,'two\nlines',several lines",
        "offence,jaywalking,/api/v1/case-choices",
        "legalBasis,Because,/api/v1/case-choices",
        "jurisdiction,XX,/api/v1/case-choices",
        "justification,'   ',missing",
        "justification,'nul \u0000',cannot be seen",
        "justification,'turned \u202E',cannot be seen",
        "validUntil,2001-01-01,is over",
        "validUntil,2999-01-01,years ahead",
        "validUntil,+999999999-12-31,''",
        "validUntil,soon,''",
        "sensitive,ANIMALS,''",
    })
    void a_case_with_a_wrong_field_is_refused_with_the_field(String field, String value, String says) {
        Map<String, Object> request = request("wrong");
        request.put(field, value);

        assertThat(desk.examiner().post("/cases", request).expect(400).text("detail"))
                .contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "offence", "legalBasis", "jurisdiction", "justification", "validUntil"})
    void a_case_without_a_field_is_refused(String field) {
        Map<String, Object> request = request("lacking");
        request.remove(field);

        assertThat(desk.examiner().post("/cases", request).expect(400).text("detail"))
                .contains(field + ": is missing");
    }

    @Test
    void a_justification_has_a_longest_length() {
        Map<String, Object> request = request("long");
        request.put("justification", "x".repeat(4001));

        assertThat(desk.examiner().post("/cases", request).expect(400).text("detail"))
                .contains("4,001", "4,000");
    }

    private static byte[] starting(String magic, int length) {
        byte[] file = new byte[length];
        new Random(7).nextBytes(file);
        byte[] start = HexFormat.of().parseHex(magic);
        System.arraycopy(start, 0, file, 0, Math.min(start.length, length));
        return file;
    }

    static Stream<Object[]> documents() {
        return Stream.of(
                new Object[] {"application/pdf", TestPdf.of("x".repeat(2_000_000 - TestPdf.of("").length))},
                new Object[] {"image/jpeg", picture("jpeg")},
                new Object[] {"image/png", picture("png")});
    }

    private static byte[] picture(String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB), format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static Stream<Arguments> hostile() throws IOException {
        byte[] whole = TestPdf.of("whole");
        return Stream.of(
                Arguments.of("application/pdf", "%PDF-x".getBytes(StandardCharsets.US_ASCII), "cannot be read"),
                Arguments.of("application/pdf", Arrays.copyOf(whole, 20), "cannot be read"),
                Arguments.of("application/pdf", starting("255044462d", 1_000_000), "cannot be read"),
                Arguments.of("application/pdf", encrypted(), "is encrypted"),
                Arguments.of("application/pdf", pages(501), "501 pages"),
                Arguments.of("application/pdf", bomb(), "too much memory"),
                Arguments.of("image/jpeg", starting("ffd8ff", 500), "the document"),
                Arguments.of("image/png", Arrays.copyOf(picture("png"), 40), "the document"));
    }

    private static byte[] encrypted() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            return saved(pdf);
        }
    }

    private static byte[] pages(int count) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (int i = 0; i < count; i++) pdf.addPage(new PDPage());
            return saved(pdf);
        }
    }

    private static byte[] saved(PDDocument pdf) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        pdf.save(file);
        return file.toByteArray();
    }

    /// A catalogue in an object stream that unpacks to a gigabyte.
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write("1 0 <</Type /Catalog /Pages 2 0 R>> ".getBytes(StandardCharsets.US_ASCII));
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) ' ');
            for (int i = 0; i < 1024; i++) deflater.write(megabyte);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("%PDF-1.7\n4 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + packed.size()
                        + ">> stream\n")
                .getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(packed.toByteArray());
        file.writeBytes(
                "\nendstream endobj\ntrailer <</Root 1 0 R /Size 5>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_cannot_be_read_documents_nothing(String type, byte[] file, String says) {
        String path = "/cases/" + opened("unreadable " + Sha256.hex(file).substring(0, 12));

        Answer refused = send(path, type, "order.bin", file).expect(400);

        assertThat(refused.text("detail")).contains(says);
        assertThat(desk.examiner().get(path).json().has("document")).isFalse();
    }

    private Answer send(String path, String type, String name, byte[] file) {
        Browser examiner = new Browser(desk.origin(), desk.examiner().passkeys());
        examiner.signIn().expect(200);
        return examiner.header("X-File-Name", name).raw("PUT", path + "/document", type, file);
    }

    private JsonNode sealed(String path) {
        JsonNode document = desk.examiner().get(path).expect(200).json().get("document");
        while (!document.get("sealed").asBoolean() && !document.get("lost").asBoolean()) {
            desk.clock().putForward(PER_REQUEST);
            document = desk.examiner().get(path).expect(200).json().get("document");
        }
        return document;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_comes_back_byte_for_byte_before_and_after_it_is_sealed(String type, byte[] file) throws Exception {
        String path = "/cases/" + opened("paper " + file.length);

        Answer accepted = send(path, type, "Beschlu%C3%9F%20%22A%22.bin", file).expect(202);
        assertThat(desk.auditor().get(path + "/document").expect(200).body()).isEqualTo(file);
        JsonNode document = sealed(path);
        Answer read = desk.auditor().get(path + "/document").expect(200);

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(accepted.text("document.sha256")).isEqualTo(sha256);
        assertThat(document.get("sealed").asBoolean()).isTrue();
        assertThat(document.get("name").asString()).isEqualTo("Beschluß \"A\".bin");
        assertThat(document.get("bytes").asInt()).isEqualTo(file.length);
        assertThat(read.body()).isEqualTo(file);
        assertThat(read.header("Content-Type")).isEqualTo(type);
        assertThat(read.header("Content-Disposition"))
                .startsWith("attachment;")
                .contains("Beschlu%C3%9F%20%22A%22.bin");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void a_later_document_stands_beside_an_earlier_one_which_stays() {
        String path = "/cases/" + opened("twice");
        byte[] first = TestPdf.of("x".repeat(400_000));
        byte[] second = picture("jpeg");

        send(path, "application/pdf", "a.pdf", first).expect(202);
        Instant between = desk.clock().instant();
        send(path, "image/jpeg", "b.jpg", second).expect(202);

        assertThat(sealed(path).get("name").asString()).isEqualTo("b.jpg");
        assertThat(desk.examiner().get(path + "/document").body()).isEqualTo(second);
        JsonNode versions = desk.examiner().get(path).json().get("documents");
        assertThat(versions.size()).isEqualTo(2);
        assertThat(versions.at("/0/number").asInt()).isEqualTo(2);
        assertThat(Instant.parse(versions.at("/0/received").asString()))
                .isAfterOrEqualTo(between.truncatedTo(ChronoUnit.MILLIS));
        assertThat(versions.at("/1/name").asString()).isEqualTo("a.pdf");
        assertThat(versions.at("/1/sha256").asString()).isEqualTo(Sha256.hex(first));
        assertThat(Instant.parse(versions.at("/1/received").asString())).isBeforeOrEqualTo(between);
        assertThat(desk.examiner().get(path + "/documents/1").expect(200).body())
                .isEqualTo(first);
        assertThat(desk.examiner().get(path + "/documents/2").expect(200).body())
                .isEqualTo(second);
        desk.examiner().get(path + "/documents/3").expect(404);
        desk.examiner().get(path + "/documents/0").expect(404);
        other.examiner().get(path + "/documents/1").expect(404);
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf,ffd8ffe000104a46,a.pdf,400",
        "image/png,255044462d312e37,a.png,400",
        "image/jpeg,ffd8ff,a.jpg,400",
        "image/jpeg,'',a.jpg,400",
        "text/html,3c68746d6c3e,a.html,415",
        "image/svg+xml,3c737667,a.svg,415",
        "image/jpeg,ffd8ffe000104a46,..%2F..%2Fpasswd,400",
        "image/jpeg,ffd8ffe000104a46,c%3A%5Ca.jpg,400",
        "image/jpeg,ffd8ffe000104a46,a%0D%0Ab.jpg,400",
        "image/jpeg,ffd8ffe000104a46,a%E2%80%AEgpj.exe,400",
        "image/jpeg,ffd8ffe000104a46,%zz,400",
        "image/jpeg,ffd8ffe000104a46,%20,400",
    })
    void what_is_no_document_is_refused(String type, String hex, String name, int status) {
        String path = "/cases/" + opened("hostile " + (type + hex + name).hashCode());

        send(path, type, name, HexFormat.of().parseHex(hex)).expect(status);

        assertThat(desk.examiner().get(path).json().has("document")).isFalse();
        desk.examiner().get(path + "/document").expect(404);
    }

    @Test
    void a_document_that_is_too_large_is_refused() {
        String path = "/cases/" + opened("large");

        Answer answer = send(path, "application/pdf", "a.pdf", starting("255044462d", 2_000_001))
                .expect(400);

        assertThat(answer.text("detail")).contains("2,000,000");
    }

    @Test
    void a_closed_case_takes_no_document() {
        String path = "/cases/" + opened("closed");
        desk.examiner().post(path + "/close", Map.of("reason", "Done")).expect(200);

        send(path, "image/jpeg", "a.jpg", picture("jpeg")).expect(409);
    }

    @Test
    void everybody_reads_the_policy_and_the_choices_it_gives() {
        Answer policy = desk.auditor().get("/policy").expect(200);
        JsonNode choices = desk.examiner().get("/case-choices").expect(200).json();

        assertThat(policy.json().get("rules").size()).isEqualTo(8);
        assertThat(policy.text("rules.0.when")).isEqualTo("!case.open");
        assertThat(choices.get("offences").get(0).get("seriousness").asInt()).isEqualTo(10);
        assertThat(choices.get("legalBases").get(0).asString()).isEqualTo("Warrant or order of a court");
        assertThat(choices.get("jurisdictions").get(5).get("allowed").asBoolean())
                .isFalse();
    }
}
