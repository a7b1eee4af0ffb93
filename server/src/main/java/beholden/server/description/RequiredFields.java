package beholden.server.description;

import beholden.server.http.Required;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Which fields are always there and which may be null, as the records say that they are described by.
///
/// Fields that are not `@Nullable` are required. Those that are may be left out of a request. An answer leaves them
/// out if its record leaves null out; otherwise they are there, and null.
@Component
@Order(1)
final class RequiredFields implements GlobalOpenApiCustomizer {
    private static final String REF = "#/components/schemas/";

    private final SchemaNames names;

    RequiredFields(SchemaNames names) {
        this.names = names;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        Set<String> sent = sent(api);
        schemas.forEach((name, schema) -> names.typeOf(name)
                .filter(Class::isRecord)
                .ifPresent(type -> describe(schema, type, sent.contains(name))));
    }

    private static void describe(Schema<?> schema, Class<?> type, boolean sent) {
        JsonInclude include = type.getAnnotation(JsonInclude.class);
        boolean leftOut = include != null && include.value() == JsonInclude.Include.NON_NULL;
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = nameOf(component);
            Schema<?> property = schema.getProperties().get(name);
            if (property == null) continue;
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !component.isAnnotationPresent(Required.class);
            if (!nullable || !sent && !leftOut) required.add(name);
            if (nullable && !leftOut) schema.getProperties().put(name, orNull(property));
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() == null) {
            schema.addType("null");
            return schema;
        }
        return new JsonSchema().anyOf(List.of(schema, Types.of("null")));
    }

    /// The names of all that is part of a request.
    private static Set<String> sent(OpenAPI api) {
        Set<String> sent = new HashSet<>();
        for (PathItem path : api.getPaths().values()) {
            path.readOperations().stream()
                    .filter(operation -> operation.getRequestBody() != null)
                    .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                    .forEach(content -> collect(content.getSchema(), api.getComponents(), sent));
        }
        return sent;
    }

    private static void collect(@Nullable Schema<?> schema, Components components, Set<String> into) {
        if (schema == null) return;
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(REF.length());
            if (into.add(name)) collect(components.getSchemas().get(name), components, into);
        }
        collect(schema.getItems(), components, into);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> collect(property, components, into));
        }
    }
}
