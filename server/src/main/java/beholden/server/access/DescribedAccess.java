package beholden.server.access;

import beholden.server.idempotency.IdempotencyKeys;
import beholden.server.route.Route;
import beholden.server.route.Routes;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Tells in the API's description who may call what, and how to sign in: filters do that, of which the
/// description's own library knows nothing.
@Component
@Order(0)
final class DescribedAccess implements GlobalOpenApiCustomizer {
    private static final String SESSION = "session";
    private static final String CSRF = "csrf";
    private static final String API_KEY = "apiKey";
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    private final Routes routes;

    DescribedAccess(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        components.addSecuritySchemes(SESSION, header(SecurityScheme.In.COOKIE, "__Host-session"));
        components.addSecuritySchemes(
                CSRF,
                header(SecurityScheme.In.HEADER, "X-XSRF-TOKEN")
                        .description("The value of the cookie XSRF-TOKEN, which any answer sets"));
        components.addSecuritySchemes(
                API_KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.path(
                "/webauthn/authenticate/options",
                post("authenticateOptions", null, "PublicKeyCredentialRequestOptionsJSON of WebAuthn"));
        api.path(
                "/login/webauthn",
                post("signIn", "AuthenticationResponseJSON of WebAuthn", "Signed in, or touched again"));
        api.path(
                "/webauthn/register/options",
                post("registerOptions", null, "PublicKeyCredentialCreationOptionsJSON of WebAuthn"));
        api.path("/webauthn/register", post("register", "publicKey: credential and label", "Registered"));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> describe(route(method, path), method, operation)));
    }

    private Route route(HttpMethod method, String path) {
        return routes.of(method.name(), path)
                .orElseThrow(() -> new IllegalStateException(method + " " + path + " has no route"));
    }

    private static void describe(Route route, HttpMethod method, Operation operation) {
        operation.setSecurity(security(route, method, operation));
        if (method == HttpMethod.POST && !route.isOpen() && route.takesKeys()) {
            operation.addParametersItem(idempotencyKey());
        }
    }

    private static Parameter idempotencyKey() {
        Schema<?> text = new JsonSchema().types(Set.of("string"));
        return new HeaderParameter()
                .name(IdempotencyKeys.HEADER)
                .description("Drawn anew for every thing to be done: what is sent again with it is done once")
                .schema(text);
    }

    private static SecurityScheme header(SecurityScheme.In in, String name) {
        return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name);
    }

    private static List<SecurityRequirement> security(Route route, HttpMethod method, Operation operation) {
        boolean reads = method == HttpMethod.GET;
        SecurityRequirement session = new SecurityRequirement();
        if (!route.isOpen()) session.addList(SESSION);
        if (!reads) session.addList(CSRF);
        List<SecurityRequirement> any = new ArrayList<>(List.of(session));
        if (!session.isEmpty() && route.isForKeys(method.name(), true) && isForKeys(operation)) {
            any.add(new SecurityRequirement().addList(API_KEY));
        }
        return any;
    }

    /// Keys have no touch, and operators have no keys.
    private static boolean isForKeys(Operation operation) {
        Map<String, Object> facts = operation.getExtensions() == null ? Map.of() : operation.getExtensions();
        return !facts.containsKey("x-fresh-touch") && !List.of("OPERATOR").equals(facts.get("x-roles"));
    }

    private static PathItem post(String id, @Nullable String sent, String answered) {
        Content answer = new Content().addMediaType(JSON, object(answered));
        Operation operation = new Operation()
                .operationId(id)
                .tags(List.of("access"))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200", new ApiResponse().description(answered).content(answer)));
        if (sent != null) {
            operation.setRequestBody(
                    new RequestBody().required(true).content(new Content().addMediaType(JSON, object(sent))));
        }
        return new PathItem().post(operation);
    }

    private static MediaType object(String what) {
        Schema<?> schema = new JsonSchema().types(Set.of("object")).additionalProperties(true);
        return new MediaType().schema(schema.description(what));
    }
}
