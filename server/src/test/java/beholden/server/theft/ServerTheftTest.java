package beholden.server.theft;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.drill.Loot;
import beholden.drill.search.ByteSearch;
import beholden.drill.search.KnownSecret;
import beholden.drill.search.Sighting;
import beholden.ground.Folders;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.search.GroupPhotos;
import beholden.server.source.TestSources;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Everything that a server leaves on disk and says of itself is stolen, twice: while it runs, and after it was
/// killed, started again and stopped. It has worked for two agencies through its API, and was asked badly.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTheftTest {
    private Path temp;
    private Path running;
    private Path stopped;
    private ServedProcess process;
    private KnownAgency busy;
    private KnownAgency quiet;
    private final List<KnownSecret> others = new ArrayList<>();
    private String caseId;
    private String agencyId;
    private String session;

    @BeforeAll
    void work(@TempDir Path folder) throws Exception {
        temp = folder;
        stopped = Files.createDirectory(temp.resolve("served"));
        running = temp.resolve("stolen-while-it-ran");
        process = new ServedProcess(stopped).start(Map.of());
        Browser operator = operator();
        String source = TestSources.register(operator, LocalDate.now(ZoneOffset.UTC), "Harbour archive");
        process.ask("enrol 1 " + source);
        process.ask("enrol 2 " + source);
        busy = new KnownAgency(process.origin(), operator, "Northmoor Constabulary", "northmoor");
        quiet = new KnownAgency(process.origin(), operator, "Southfen Rural Police", "southfen");
        Browser second = busy.joined("ADMINISTRATOR");
        investigate(quiet, quiet.joined("EXAMINER"));
        Browser examiner = busy.joined("EXAMINER");
        for (int i = 0; i < 2; i++) investigate(busy, examiner);
        agencyId = agencyOf(busy);
        agencyOf(quiet);
        lose(busy, second);
        mistake(busy, quiet, examiner);
        try (Socket _ = beginUpload(examiner)) {
            process.portray();
            Folders.copy(stopped, running);
            process.kill();
        }
        process.start(Map.of());
        examiner.get("/cases").expect(401);
        examiner.signIn().expect(200);
        busy.cookies(examiner);
        investigate(busy, examiner);
        process.portray();
        process.stop();
    }

    @AfterAll
    void close() throws IOException {
        if (process != null) process.close();
    }

    private String agencyOf(KnownAgency agency) throws IOException {
        String id = process.ask("agency-of " + KnownAgency.handle(agency.administrator()));
        agency.octets("an agency's id", HexFormat.of().parseHex(id));
        return id;
    }

    private Browser operator() throws IOException {
        JsonNode invitation = process.invitation();
        others.add(new KnownSecret.Words(
                "the operator's invitation",
                Browser.tokenOf(invitation.get("link").asString())));
        Browser operator = new Browser(process.origin()).accept(invitation);
        operator.get("/session").expect(200);
        for (String cookie : List.of("__Host-session", "XSRF-TOKEN")) {
            others.add(
                    new KnownSecret.Words("the operator's " + cookie, Objects.requireNonNull(operator.cookie(cookie))));
        }
        others.add(new KnownSecret.Words("the passphrase", ServedProcess.PASSPHRASE));
        return operator;
    }

    /// A case from its beginning to its end: searched, reviewed, refused, approved.
    private void investigate(KnownAgency agency, Browser examiner) throws IOException {
        caseId = agency.opened(examiner, "homicide");
        session = Objects.requireNonNull(examiner.cookie("__Host-session"));
        agency.document(examiner, caseId);
        JsonNode probe = agency.uploaded(examiner, caseId, GroupPhotos.photo(5));
        examiner.get("/probes/" + probe.get("id").asString() + "/image.jpg").expect(200);
        String search = agency.pathOf(agency.search(examiner, caseId, probe).expect(201));
        for (String part : List.of("", "/probe.jpg", "/probe-crop.jpg", "/candidates/1/crop.jpg", "/proof")) {
            examiner.get(search + part).expect(200);
        }
        examiner.put(
                        search + "/dispositions",
                        Map.of(
                                "dispositions",
                                List.of(
                                        Map.of("rank", 1, "disposition", "POSSIBLE", "note", agency.note("like him")),
                                        Map.of("rank", 2, "disposition", "EXCLUDED", "note", agency.note("another")))))
                .expect(200);
        Map<String, Object> opinion = opinion(examiner, agency);
        examiner.put(search + "/candidates/1/examination", opinion).expect(200);
        Browser reviewer = agency.joined("REVIEWER");
        reviewer.get("/reviews").expect(200);
        reviewer.post(search.replace("/searches/", "/reviews/") + "/1", opinion).expect(201);
        examiner.post(search + "/outcome").expect(200);
        for (String report : List.of("/report.pdf", "/report.json"))
            examiner.get(search + report).expect(200);

        String minors = agency.opened(examiner, "homicide", "MINORS");
        Answer asked = agency.search(examiner, minors, agency.uploaded(examiner, minors, GroupPhotos.photo(3)))
                .expect(202);
        reviewer.post(
                        agency.pathOf(asked) + "/approval",
                        Map.of("approve", true, "reason", agency.note("a child is missing")))
                .expect(200);
        String petty = agency.opened(examiner, "theft");
        agency.search(examiner, petty, agency.uploaded(examiner, petty, GroupPhotos.photo(4)))
                .expect(403);
        agency.close(examiner, petty);
        agency.shred(petty);
        Browser machine = agency.machine(examiner, "read", "search");
        machine.get(search).expect(200);
        machine.get("/cases").expect(200);
        Browser auditor = agency.joined("AUDITOR");
        auditor.get("/oversight").expect(200);
        auditor.get("/oversight.csv").expect(200);
    }

    private static Map<String, Object> opinion(Browser examiner, KnownAgency agency) {
        List<Map<String, Object>> features = new ArrayList<>();
        for (JsonNode feature : examiner.get("/facial-features").expect(200).json()) {
            features.add(Map.of(
                    "feature",
                    feature.get("id").asString(),
                    "observation",
                    "SIMILAR",
                    "note",
                    agency.note("as on the probe")));
        }
        return Map.of("features", features, "conclusion", "SUPPORT", "note", agency.note("rather him"));
    }

    /// Passkeys are lost, accounts recovered and suspended.
    private void lose(KnownAgency agency, Browser second) {
        Browser lost = agency.joined("REVIEWER");
        String id = KnownAgency.accountOf(lost);
        String code = agency.recoveryCode(lost);
        Browser found = new Browser(process.origin());
        found.post("/recovery", Map.of("code", code)).expect(204);
        found.register().expect(200);
        found.signIn().expect(200);
        agency.cookies(found);
        String proposal = agency.administrator()
                .post("/accounts/" + id + "/recovery")
                .expect(200)
                .text("proposal");
        agency.words("a proposal's id", proposal);
        second.post("/proposals/" + proposal + "/agree").expect(409);
        found.post("/proposals/" + proposal + "/refuse").expect(204);
        second.post("/accounts/" + id + "/suspend", Map.of("reason", agency.note("left the service")))
                .expect(200);
        new Browser(process.origin()).post("/recovery", Map.of("code", code)).expect(404);
        lost.signIn().expect(401);
    }

    /// Whatever clients get wrong, by mistake or on purpose.
    private void mistake(KnownAgency agency, KnownAgency other, Browser examiner) throws IOException {
        String csrf = Objects.requireNonNull(examiner.cookie("XSRF-TOKEN"));
        Browser stranger = other.joined("EXAMINER");
        stranger.get("/cases/" + caseId).expect(404);
        stranger.post("/accounts/" + KnownAgency.accountOf(examiner) + "/suspend", Map.of("reason", agency.name()))
                .expect(403);
        examiner.get("/cases/" + agency.name().replace(' ', '-')).expect(404);
        examiner.get("/fault-for-a-test").expect(500);
        examiner.get("//fault-in-a-filter-for-a-test").expect(500);
        examiner.raw(
                        "POST",
                        "/cases/" + caseId + "/probes",
                        "image/jpeg",
                        agency.name().getBytes(StandardCharsets.UTF_8))
                .expect(400);
        byte[] photo = GroupPhotos.photo(5);
        examiner.raw("POST", "/cases/" + caseId + "/probes", "image/jpeg", Arrays.copyOf(photo, 9_999))
                .expect(400);
        examiner.post("/cases", Map.of("number", agency.name(), "offence", agency.name()))
                .expect(400);
        examiner.post("/cases", Map.of(agency.name(), agency.name())).expect(400);
        examiner.put("/searches/" + caseId + "/dispositions", List.of(agency.name()))
                .expect(400);
        new Browser(process.origin())
                .post("/invitations/look", Map.of("token", agency.name()))
                .expect(404);
        new Browser(process.origin())
                .header("Authorization", "Bearer bhk_" + agency.name().replace(' ', '-'))
                .get("/cases")
                .expect(401);
        new Browser(process.origin())
                .post("//login/webauthn", Map.of("id", agency.name(), "rawId", session))
                .expect(401);
        HostileRequests hostile = new HostileRequests(process.port());
        hostile.send(agency.name(), caseId, session, csrf);
        hostile.breakOff(caseId, session, csrf);
        for (String path : List.of("/api/v1/cases/" + caseId, "/api/v1/openapi", "/api/v1/cases")) {
            hostile.hangUp(path, session);
        }
        // more than an account may ask at once
        Answer answer = stranger.get("/cases");
        for (int i = 0; i < 2_000 && answer.status() == 200; i++) answer = stranger.get("/cases");
        answer.expect(429);
    }

    private Socket beginUpload(Browser examiner) throws IOException {
        String fileName = busy.words("a photo's name", "taken-at-northmoor-station.jpg");
        return new HostileRequests(process.port())
                .beginUpload(
                        caseId,
                        Objects.requireNonNull(examiner.cookie("__Host-session")),
                        Objects.requireNonNull(examiner.cookie("XSRF-TOKEN")),
                        fileName,
                        GroupPhotos.photo(5));
    }

    private List<KnownSecret> secrets() {
        return Stream.of(busy.secrets(), quiet.secrets(), others)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private Loot searched(Path folder) throws IOException {
        return new Loot(new ByteSearch(secrets())).folder(folder, _ -> true);
    }

    @Test
    void a_running_server_has_written_down_nothing_of_its_agencies() throws Exception {
        assertThat(searched(running).sightings()).isEmpty();
    }

    @Test
    void a_server_that_was_killed_and_stopped_has_left_nothing_of_its_agencies() throws Exception {
        assertThat(searched(stopped).sightings()).isEmpty();
    }

    @Test
    void the_log_has_a_line_for_each_fault_of_the_server_and_none_for_those_of_clients() throws Exception {
        String faults = Files.readString(process.log())
                .lines()
                .filter(line -> line.startsWith("SEVERE") || line.startsWith("WARNING") || line.startsWith("INFO"))
                .filter(line -> !line.contains("incubator modules"))
                .collect(Collectors.joining("\n"));

        // those that two faulty parts made, which only tests have
        assertThat(faults)
                .isEqualTo("SEVERE: an internal error: java.lang.IllegalStateException\n"
                        .repeat(2)
                        .strip());
    }

    @Test
    void logs_and_metrics_name_no_label() throws Exception {
        List<KnownSecret> labels = new ArrayList<>();
        Path vault = stopped.resolve("installation/vault");
        try (CellReader cells = CellStores.copy(vault.resolve("cells.sqlite"))) {
            cells.forEach(cell ->
                    labels.add(new KnownSecret.Octets("a label", cell.label().bytes())));
        }
        try (Stream<Path> chunks = Files.walk(vault.resolve("chunks"))) {
            chunks.filter(Files::isRegularFile)
                    .forEach(chunk -> labels.add(new KnownSecret.Octets(
                            "a chunk's label",
                            HexFormat.of().parseHex(chunk.getFileName().toString()))));
        }
        assertThat(labels).hasSizeGreaterThan(1_000);

        Loot loot = new Loot(new ByteSearch(labels));
        for (String said : List.of("log", "portrait-1", "portrait-2")) loot.file(stopped.resolve(said), said);

        assertThat(loot.sightings()).isEmpty();
    }

    @Test
    void nothing_temporary_outlives_a_request() throws Exception {
        try (Stream<Path> files = Files.walk(running.resolve("temp"))) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString))
                    .as("of an upload under way")
                    .allMatch(file -> file.endsWith(".so") || file.endsWith(".so.lck"));
        }
    }

    /// Each PDF once wrote the pictures of its faces into temporary files, which were gone when anybody looked.
    @Test
    void nothing_is_written_outside_of_the_installation_not_for_a_moment_either() throws Exception {
        String own = stopped.resolve("installation") + "/";
        String libraries = stopped.resolve("temp") + "/";
        String portraits = stopped.resolve("portrait-").toString();

        assertThat(process.written())
                .anyMatch(file -> file.startsWith(own))
                .allMatch(file -> file.startsWith(own)
                        || file.startsWith(libraries) && file.matches(".*\\.so(\\.lck)?")
                        || file.startsWith(portraits)
                        || file.equals("/dev/null")
                        || file.startsWith("/proc/self/"));
    }

    /// One careless thing at a time is put into the loot; each must be seen, and where it is.
    @Test
    void a_thief_would_have_found_what_a_careless_server_leaves() throws Exception {
        Path careless = temp.resolve("careless");
        Files.createDirectories(careless.resolve("temp"));
        Files.writeString(careless.resolve("log"), "WARNING: append for agency " + agencyId + "\n");
        Files.writeString(careless.resolve("temp").resolve(caseId + ".tmp"), "");
        Files.writeString(
                careless.resolve("access.log"), "127.0.0.1 - - \"GET /api/v1/cases HTTP/1.1\" 200 " + session + "\n");
        Files.write(careless.resolve("temp").resolve("upload_1.tmp"), GroupPhotos.photo(5));
        Files.writeString(careless.resolve("portrait"), "searches{agency=\"Northmoor Constabulary\"} 5.0\n");

        assertThat(searched(careless).sightings().stream().map(Sighting::toString))
                .anyMatch(seen -> seen.startsWith("an agency's id, as hex, in log"))
                .anyMatch(seen -> seen.startsWith("a case's id, as UUID, in the name of temp/"))
                .anyMatch(seen -> seen.startsWith("a session's id, as UTF-8, in access.log"))
                .anyMatch(seen -> seen.startsWith("a part of a probe, as raw, in temp/upload_1.tmp"))
                .anyMatch(seen -> seen.startsWith("an agency's name, as UTF-8, in portrait"));
    }
}
