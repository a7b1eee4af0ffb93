package beholden.server.description;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The API's descriptions that are kept in files.
final class Descriptions {
    /// Description that the browser application's client is generated from.
    static final Path COMMITTED = Path.of("..", "web", "openapi.json");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Descriptions() {}

    /// The one that clients of the last release were written for.
    static JsonNode released() {
        try (InputStream in = Objects.requireNonNull(Descriptions.class.getResourceAsStream("released-openapi.json"))) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes a description in the form that files have, for `git diff` to show what changed: a line for each
    /// field, in alphabetical order.
    static String written(byte[] description) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return MAPPER.writer().with(printer).writeValueAsString(MAPPER.readValue(description, Object.class)) + "\n";
    }
}
