package beholden.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real server says of its API. With `-Dopenapi.write` the committed file becomes what it says.
class DescriptionTest {
    private static TestServer server;
    private static byte[] answered;
    private static JsonNode api;

    @BeforeAll
    static void ask(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        answered = new Browser(server.origin()).get("/openapi").expect(200).body();
        api = JsonMapper.shared().readTree(answered);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void the_committed_description_is_the_servers() throws IOException {
        String written = Descriptions.written(answered);
        if (System.getProperty("openapi.write") != null) Files.writeString(Descriptions.COMMITTED, written);

        List<String> committed = Files.readAllLines(Descriptions.COMMITTED);

        List<String> lines = written.lines().toList();
        int same = 0;
        while (same < Math.min(lines.size(), committed.size())
                && lines.get(same).equals(committed.get(same))) same++;
        int from = same;
        assertThat(committed)
                .withFailMessage(() -> "web/openapi.json is not what the server says of its API; write it anew with:"
                        + " ./beholden describe\nline " + (from + 1) + " is " + line(committed, from)
                        + "\nand should be " + line(lines, from))
                .isEqualTo(lines);
    }

    private static String line(List<String> lines, int number) {
        return number < lines.size() ? lines.get(number).strip() : "not there";
    }

    @Test
    void nothing_of_the_released_api_is_broken() {
        List<String> breaks = BreakingChanges.between(Descriptions.released(), api);

        assertThat(breaks)
                .withFailMessage(() -> "clients of the last release would break:\n  " + String.join("\n  ", breaks)
                        + "\nKeep what they rely on, or make a new version of the API (docs/contract.md).")
                .isEmpty();
    }

    @Test
    void two_starts_say_the_same() throws IOException {
        server.restart();

        byte[] again = new Browser(server.origin()).get("/openapi").expect(200).body();

        assertThat(Descriptions.written(again)).isEqualTo(Descriptions.written(answered));
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_room_and_a_refusal() {
        List<String> names = new ArrayList<>();
        api.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    names.add(operation.path("operationId").asString());
                    assertThat(operation.path("tags").size()).isEqualTo(1);
                    assertThat(operation.path("security").isMissingNode()).isFalse();
                    assertThat(operation.at("/responses/default/$ref").asString())
                            .isEqualTo("#/components/responses/Problem");
                }));

        assertThat(names)
                .hasSizeGreaterThan(60)
                .doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[a-z][A-Za-z]+").asPredicate());
    }

    @Test
    void every_schema_is_the_apis_own_and_is_used() {
        Set<String> schemas = Set.copyOf(api.at("/components/schemas").propertyNames());
        String text = api.toString();

        assertThat(schemas)
                .allMatch(Pattern.compile("[A-Z][A-Za-z]+").asMatchPredicate())
                .allMatch(name -> text.contains("\"#/components/schemas/" + name + "\""));
        api.at("/components/schemas").forEachEntry((name, schema) -> {
            if (schema.path("type").asString().equals("object") && !name.equals("Problem")) {
                assertThat(schema.at("/properties").size()).as(name).isPositive();
            }
        });
    }

    @Test
    void no_answer_is_of_an_unknown_type() {
        assertThat(api.toString()).doesNotContain("*/*").doesNotContain("localhost");
    }
}
