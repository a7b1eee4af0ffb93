package beholden.server.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Answers that all endpoints give alike: refusals, files, streams of events.
@Component
@Order(2)
final class Answers implements GlobalOpenApiCustomizer {
    private static final String PROBLEM = "Problem";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getComponents().addResponses(PROBLEM, refusal());
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> answers(path, operation)));
        api.getComponents().getSchemas().remove("SseEmitter");
    }

    private static void answers(String path, Operation operation) {
        operation.getResponses().values().forEach(answer -> {
            if (answer.getContent() != null) answer.setContent(content(path, answer.getContent()));
        });
        operation.getResponses().addApiResponse("default", new ApiResponse().$ref(PROBLEM));
    }

    private static Content content(String path, Content described) {
        Content content = new Content();
        described.forEach((type, body) -> {
            if (type.equals(org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE)) {
                content.addMediaType(type, new MediaType().schema(text()));
            } else if (path.endsWith(".csv")) {
                content.addMediaType("text/csv", new MediaType().schema(text()));
            } else {
                content.addMediaType(type, isBytes(body.getSchema()) ? new MediaType().schema(file(type)) : body);
            }
        });
        return content;
    }

    private static boolean isBytes(Schema<?> schema) {
        return "byte".equals(schema.getFormat());
    }

    private static Schema<?> text() {
        return Types.of("string");
    }

    private static Schema<?> file(String type) {
        boolean json = type.equals(org.springframework.http.MediaType.APPLICATION_JSON_VALUE);
        return json ? Types.of("object").additionalProperties(true) : text().format("binary");
    }

    private static ApiResponse refusal() {
        return new ApiResponse()
                .description("Refused; what to do is said in the detail")
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new JsonSchema().$ref(PROBLEM))));
    }

    private static Schema<?> problem() {
        Schema<?> schema = Types.of("object").description("Problem details (RFC 9457)");
        schema.addProperty(
                "type", text().description("urn:beholden: and a short name for programs, such as not-found"));
        schema.addProperty("title", text());
        schema.addProperty("status", number());
        schema.addProperty("detail", text().description("the thing, the fact, the limit: for people"));
        schema.addProperty("instance", text().format("uri-reference"));
        schema.addProperty("rule", text().description("id of the policy's rule that refused a search"));
        schema.addProperty("triesLeft", number().description("after a wrong check code"));
        schema.setRequired(List.of("status", "title"));
        return schema;
    }

    private static Schema<?> number() {
        return Types.of("integer").format("int32");
    }
}
