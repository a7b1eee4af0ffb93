package beholden.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.fuzz.RawHttp.Request;
import beholden.server.fuzz.RawHttp.Response;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every operation of the API's own description, asked for with hostile values, by everybody.
///
/// Another seed: `-Dbeholden.fuzz.seed=…`, and more requests: `-Dbeholden.fuzz.requests=…` for each operation and
/// caller.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final long SEED = Long.getLong("beholden.fuzz.seed", 20_260_301);
    private static final int REQUESTS = Integer.getInteger("beholden.fuzz.requests", 5);

    /// Pattern of text that only the inside of a program has.
    private static final Pattern INSIDE =
            Pattern.compile("Exception|\\bat [\\w.$]+\\(|java\\.|jakarta\\.|org\\.(spring|apache)|beholden\\.server");

    private Desk desk;
    private OpenAPI description;
    private Map<String, List<String>> ids;
    private byte[] photo;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        photo = GroupPhotos.photo(5);
        String source = TestSources.register(desk, "Harbour archive");
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                List.of(source),
                5);
        String caseId = TestCases.open(desk, desk.examiner());
        String probe = TestCases.upload(desk.examiner(), caseId, photo).text("id");
        String search =
                TestCases.search(desk.examiner(), caseId, probe, 1).expect(201).text("id");
        ids = Map.of(
                "/api/v1/cases/", List.of(caseId),
                "/api/v1/probes/", List.of(probe),
                "/api/v1/searches/", List.of(search),
                "/api/v1/reviews/", List.of(search),
                "/api/v1/sources/", List.of(source),
                "/api/v1/accounts/", List.of(Desk.idOf(desk.agency().secondReviewer())));
        description = Json31.mapper()
                .readValue(desk.stranger().get("/openapi").expect(200).body(), OpenAPI.class);
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    @Test
    void the_description_has_operations() {
        assertThat(description.getPaths().size()).isGreaterThan(40);
    }

    @TestFactory
    Stream<DynamicTest> no_request_is_answered_by_a_fault_or_tells_of_the_inside() {
        return description.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> DynamicTest.dynamicTest(
                                operation.getKey() + " " + path.getKey(),
                                () -> attack(path.getKey(), operation.getKey(), operation.getValue()))));
    }

    private void attack(String path, PathItem.HttpMethod method, Operation operation) throws IOException {
        desk.clock().putForward(Duration.ofSeconds(10));
        long seed = SEED + (method + path).hashCode();
        Hostile hostile = new Hostile(description, new SplittableRandom(seed), ids, photo);
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, List<String>> caller : callers().entrySet()) {
            for (int i = 0; i < REQUESTS; i++) {
                Request drawn = hostile.request(method.name(), path, operation);
                List<String> headers = new ArrayList<>(caller.getValue());
                headers.addAll(drawn.headers());
                Request request = new Request(drawn.method(), drawn.target(), headers, drawn.body());
                Response response = RawHttp.send(desk.origin(), request);
                String wrong = wrong(response, path);
                if (!wrong.isEmpty()) {
                    faults.add(wrong + ": " + response + "\n  to " + drawn + " by " + caller.getKey());
                }
            }
        }
        assertThat(faults).as("with seed " + SEED).isEmpty();
    }

    /// Faults of an answer; empty if all is well.
    private static String wrong(Response response, String path) {
        // hung up: of a request that cannot be told where it ends
        if (response.status() == 0) return response.text().isEmpty() ? "" : "no HTTP";
        if (response.status() >= 500) return "a fault";
        if (response.status() < 400) return "";
        if (INSIDE.matcher(response.text()).find()) return "tells of the inside";
        // what browsers say of passkeys is answered by Spring Security
        boolean plain = !path.startsWith("/api/") || response.type().startsWith("application/problem+json");
        return plain ? "" : "no problem details";
    }

    /// Everybody anew, since what is asked for may have ended a session or an account.
    private Map<String, List<String>> callers() {
        Map<String, List<String>> callers = new LinkedHashMap<>();
        TestAgency agency = desk.agency();
        callers.put("stranger", List.of());
        callers.put("operator", signedIn(desk.operator()));
        callers.put("administrator", signedIn(agency.administrator()));
        callers.put("examiner", signedIn(agency.examiner()));
        callers.put("reviewer", signedIn(agency.reviewer()));
        callers.put("auditor", signedIn(agency.auditor()));
        return callers;
    }

    private List<String> signedIn(Browser browser) {
        Browser again = new Browser(desk.origin(), browser.passkeys());
        again.signIn().expect(200);
        again.get("/session").expect(200);
        String token = again.cookie("XSRF-TOKEN");
        return List.of(
                "Cookie: __Host-session=" + again.cookie("__Host-session") + "; XSRF-TOKEN=" + token,
                "X-XSRF-TOKEN: " + token);
    }
}
