package beholden.server.description;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes that a client of one description trips over with the next.
///
/// Endpoints, parameters, answers and types are compared by openapi-diff. It reads OpenAPI 3.1 but compares what
/// 3.0 had, so the descriptions are brought into that form first. It takes for harmless that a field is gone, or
/// may suddenly be null; those are looked for here.
final class BreakingChanges {
    private BreakingChanges() {}

    /// A line for each; empty if there is none.
    static List<String> between(JsonNode released, JsonNode now) {
        List<String> breaks = new ArrayList<>(fields(schemas(released), schemas(now)));
        ChangedOpenApi changed = OpenApiCompare.fromContents(
                older(released).toString(), older(now).toString());
        changed.getMissingEndpoints()
                .forEach(gone -> breaks.add(gone.getMethod() + " " + gone.getPathUrl() + " is gone"));
        changed.getChangedOperations().stream()
                .filter(Changed::isIncompatible)
                .forEach(operation -> of(operation)
                        .forEach(what ->
                                breaks.add(operation.getHttpMethod() + " " + operation.getPathUrl() + ": " + what)));
        return breaks;
    }

    private static JsonNode schemas(JsonNode description) {
        return description.at("/components/schemas");
    }

    private static List<String> fields(JsonNode released, JsonNode now) {
        List<String> breaks = new ArrayList<>();
        released.forEachEntry((type, schema) -> schema.path("properties").forEachEntry((field, was) -> {
            JsonNode is = now.path(type).path("properties").path(field);
            if (is.isMissingNode() && now.has(type)) breaks.add(type + "." + field + " is gone");
            if (!isNullable(was) && isNullable(is)) breaks.add(type + "." + field + " may be null now");
        }));
        return breaks;
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("type")
                        .valueStream()
                        .anyMatch(type -> type.asString().equals("null"))
                || schema.path("anyOf").valueStream().anyMatch(BreakingChanges::isNull);
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asString("").equals("null");
    }

    private static List<String> of(ChangedOperation operation) {
        List<String> breaks = new ArrayList<>();
        ChangedParameters parameters = operation.getParameters();
        if (parameters != null && parameters.isIncompatible()) {
            parameters.getIncreased().stream()
                    .filter(parameter -> Boolean.TRUE.equals(parameter.getRequired()))
                    .forEach(parameter -> breaks.add("wants a new parameter " + parameter.getName()));
            parameters.getMissing().forEach(parameter -> breaks.add("has no parameter " + parameter.getName()));
            parameters.getChanged().stream()
                    .filter(Changed::isIncompatible)
                    .forEach(parameter -> breaks.add("takes less for the parameter " + parameter.getName()));
        }
        if (isIncompatible(operation.getRequestBody())) breaks.add("takes less than it did as a body");
        ChangedApiResponse answers = operation.getApiResponses();
        if (answers != null && answers.isIncompatible()) {
            answers.getMissing().keySet().forEach(status -> breaks.add("does not answer " + status + " any more"));
            answers.getChanged().forEach((status, answer) -> {
                if (answer.isIncompatible()) breaks.add("answers otherwise than it did with " + status);
            });
        }
        if (breaks.isEmpty()) breaks.add("breaks clients");
        return breaks;
    }

    private static boolean isIncompatible(@Nullable Changed changed) {
        return changed != null && changed.isIncompatible();
    }

    /// Rewrites a description in the form of OpenAPI 3.0, which has `nullable` instead of a type `null`.
    private static JsonNode older(JsonNode description) {
        ObjectNode older = (ObjectNode) rewritten(description);
        return older.put("openapi", "3.0.3");
    }

    private static JsonNode rewritten(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(BreakingChanges::rewritten)
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(), all -> JsonMapper.shared().valueToTree(all)));
        }
        if (!(node instanceof ObjectNode)) return node;
        ObjectNode copy = JsonMapper.shared().createObjectNode();
        node.forEachEntry((name, value) -> copy.set(name, rewritten(value)));
        if (isNullable(node)) {
            copy.put("nullable", true);
            for (String list : List.of("type", "anyOf")) {
                List<JsonNode> others = copy.path(list)
                        .valueStream()
                        .filter(value -> !isNull(value) && !value.asString("").equals("null"))
                        .toList();
                if (!others.isEmpty())
                    copy.set(
                            list,
                            list.equals("type")
                                    ? others.getFirst()
                                    : JsonMapper.shared().valueToTree(others));
            }
        }
        return copy;
    }
}
