package beholden.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.TestServer;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The rules of every route of a running server. Each list below names all routes that have a rule: a route that
/// gets one, or loses it, has to be added here or taken out.
class RoutesTest {
    private static final String HERE = "/undeclared-for-a-test";

    private static TestServer server;
    private static Map<RequestMappingInfo, HandlerMethod> handlers;

    /// Forgets to say for whom it is.
    @Hidden
    @RestController
    static class UndeclaredController {
        @GetMapping({HERE, "/api/v1" + HERE})
        String answer() {
            return "open by forgetting";
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        handlers = server.running().part(RequestMappingHandlerMapping.class).getHandlerMethods();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) server.close();
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("beholden.")
                && !method.getBeanType().getPackageName().startsWith("beholden.provider")
                && method.getBeanType() != UndeclaredController.class;
    }

    private static Set<String> all(Predicate<Route> rule) {
        return handlers.entrySet().stream()
                .filter(entry -> isOurs(entry.getValue()))
                .filter(entry -> !entry.getValue().getBeanType().isAnnotationPresent(Hidden.class))
                .filter(entry -> rule.test(Route.of(entry.getValue())))
                .flatMap(entry -> names(entry.getKey()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void every_handler_says_for_whom_it_is() {
        assertThat(handlers.values().stream()
                        .filter(RoutesTest::isOurs)
                        .filter(handler -> Route.of(handler).audience() == Audience.UNDECLARED))
                .isEmpty();
    }

    @Test
    void strangers_may_call_these_alone() {
        assertThat(all(Route::isOpen))
                .containsExactlyInAnyOrder(
                        "GET /api/v1/session",
                        "DELETE /api/v1/session",
                        "POST /api/v1/invitations/look",
                        "POST /api/v1/invitations/accept",
                        "POST /api/v1/recovery",
                        "POST /api/v1/oidc/begin",
                        "POST /api/v1/oidc/finish",
                        "GET /oidc",
                        "GET /api/v1/ledger",
                        "GET /ledger/{*path}");
    }

    @Test
    void these_alone_take_a_file() {
        assertThat(all(route -> route.payload() == Payload.FILE))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/cases/{id}/probes",
                        "PUT /api/v1/cases/{id}/document",
                        "POST /api/v1/takedowns",
                        "POST /api/v1/takedowns/faces");
        assertThat(all(route -> route.payload() == Payload.STREAM))
                .containsExactlyInAnyOrder("POST /api/v1/sources/{id}/imports");
    }

    @Test
    void api_keys_change_nothing_but_by_these() {
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            assertThat(all(route -> route.isForKeys(method, true))).isEmpty();
        }
        assertThat(all(route -> route.isForKeys("POST", false))).isEmpty();
        assertThat(all(route -> route.isForKeys("POST", true)))
                .containsExactlyInAnyOrder("POST /api/v1/cases/{id}/probes", "POST /api/v1/cases/{id}/searches");
    }

    @Test
    void these_alone_take_no_idempotency_key() {
        assertThat(all(route -> !route.takesKeys()))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/invitations/look",
                        "POST /api/v1/invitations/accept",
                        "POST /api/v1/recovery",
                        "POST /api/v1/oidc/begin",
                        "POST /api/v1/oidc/finish",
                        "POST /api/v1/oidc/link");
    }

    @Test
    void these_alone_keep_no_session_from_ending() {
        assertThat(all(route -> !route.active()))
                .containsExactlyInAnyOrder(
                        "GET /api/v1/session", "DELETE /api/v1/session", "GET /api/v1/imports/{id}/events");
    }

    @Test
    void these_alone_need_a_fresh_touch() {
        assertThat(handlers.entrySet().stream()
                        .filter(entry -> isOurs(entry.getValue()))
                        .filter(entry -> entry.getValue().hasMethodAnnotation(FreshTouch.class))
                        .flatMap(entry -> names(entry.getKey())))
                .containsExactlyInAnyOrder(
                        "PUT /api/v1/sources/{id}",
                        "POST /api/v1/sources/{id}/end",
                        "POST /api/v1/sources/{id}/removal",
                        "POST /api/v1/sources/{id}/restore",
                        "POST /api/v1/takedowns/confirm",
                        "POST /api/v1/takedowns/faces",
                        "GET /api/v1/searches/{id}/report.pdf",
                        "GET /api/v1/searches/{id}/report.json",
                        "POST /api/v1/searches/{id}/approval",
                        "POST /api/v1/cases/{id}/shred",
                        "PUT /api/v1/policy",
                        "GET /api/v1/oversight.csv",
                        "POST /api/v1/accounts/invitations",
                        "POST /api/v1/accounts/{id}/reinstate",
                        "PUT /api/v1/accounts/{id}/roles",
                        "POST /api/v1/accounts/{id}/recovery",
                        "POST /api/v1/proposals/{id}/agree",
                        "POST /api/v1/api-keys",
                        "DELETE /api/v1/passkeys/{id}",
                        "POST /api/v1/recovery-codes",
                        "POST /api/v1/agencies",
                        "POST /api/v1/agencies/invitations",
                        "PUT /api/v1/identity-provider",
                        "DELETE /api/v1/identity-provider",
                        "POST /api/v1/oidc/link");
    }

    @Test
    void what_there_is_not_is_open_to_nobody() {
        Browser stranger = new Browser(server.origin());

        for (String path : List.of("/nothing", "/session/", "/session.json", "/ledger/events", "/openapi/")) {
            stranger.get(path).expect(401);
        }
        stranger.raw("POST", "/session", "application/json", new byte[70_000]).expect(413);
    }

    @Test
    void a_body_of_no_type_or_of_one_that_is_not_taken_is_no_file() {
        Browser stranger = new Browser(server.origin()).header("Authorization", "Bearer bhk_no-such-key");
        byte[] large = new byte[70_000];

        stranger.raw("POST", "/cases/none/probes", "image/jpeg", large).expect(401);
        stranger.raw("POST", "/cases/none/probes", "application/pdf", large).expect(413);
        stranger.raw("POST", "/cases/none/probes", "", large).expect(413);
    }

    @Test
    void what_a_filter_refuses_is_told_as_problem_details_whatever_the_route_answers() {
        Browser stranger = new Browser(server.origin());

        for (String path : List.of("/searches/0/report.json", "/searches/0/report.pdf", "/imports/0/events")) {
            assertThat(stranger.get(path).expect(401).header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void nobody_may_call_what_does_not_say_for_whom_it_is() {
        Browser stranger = new Browser(server.origin());

        stranger.get(HERE).expect(401);
        stranger.get("//" + HERE.substring(1)).expect(401);
    }
}
