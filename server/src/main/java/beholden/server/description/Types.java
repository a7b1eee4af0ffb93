package beholden.server.description;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.HashSet;
import java.util.Set;

/// Schemas of OpenAPI 3.1, made by hand.
final class Types {
    private Types() {}

    /// @param name such as `string`
    static JsonSchema of(String name) {
        JsonSchema schema = new JsonSchema();
        // springdoc takes types out of the set
        schema.setTypes(new HashSet<>(Set.of(name)));
        return schema;
    }
}
