package beholden.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RequiredFieldsTest {

    @Test
    void a_body_without_what_is_required_is_refused_everywhere(@TempDir Path folder) throws IOException {
        try (Desk desk = Desk.open(folder)) {
            JsonNode api = desk.stranger().get("/openapi").json();
            List<String> asked = new ArrayList<>();
            List<String> wrong = new ArrayList<>();

            api.path("paths")
                    .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                        JsonNode schema = operation.at("/requestBody/content/application~1json/schema/$ref");
                        if (schema.isMissingNode()) return;
                        for (String body : bodies(api.at(schema.asString().substring(1)))) {
                            asked.add(path);
                            int status = who(desk, operation)
                                    .raw(
                                            method.toUpperCase(Locale.ROOT),
                                            filled(path),
                                            "application/json",
                                            body.getBytes(StandardCharsets.UTF_8))
                                    .status();
                            if (status < 400 || status > 499)
                                wrong.add(method + " " + path + " " + body + ": " + status);
                        }
                    }));

            assertThat(asked).hasSizeGreaterThan(30);
            assertThat(wrong).isEmpty();
        }
    }

    /// Without any field, and with nothing in those that must be there.
    private static List<String> bodies(JsonNode schema) {
        List<String> nulls = schema.path("required")
                .valueStream()
                .map(field -> "\"" + field.asString() + "\":null")
                .toList();
        return List.of("{}", "{" + String.join(",", nulls) + "}");
    }

    private static Browser who(Desk desk, JsonNode operation) {
        Map<String, Browser> people = Map.of(
                "OPERATOR", desk.operator(),
                "ADMINISTRATOR", desk.administrator(),
                "EXAMINER", desk.examiner(),
                "REVIEWER", desk.reviewer());
        JsonNode role = operation.at("/x-roles/0");
        return people.getOrDefault(role.asString(""), desk.stranger());
    }

    private static String filled(String path) {
        return path.replace("/api/v1", "")
                .replace("{id}", UUID.randomUUID().toString())
                .replace("{rank}", "1");
    }
}
