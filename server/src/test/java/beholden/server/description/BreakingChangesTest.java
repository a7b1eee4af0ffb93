package beholden.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class BreakingChangesTest {
    private static final String SEARCH = "/components/schemas/Search";
    private static final String OVERSIGHT = "/paths/~1api~1v1~1oversight/get";

    @Test
    void the_same_breaks_nothing() {
        assertThat(after(_ -> {})).isEmpty();
    }

    @Test
    void a_new_field_of_an_answer_breaks_nothing() {
        assertThat(after(api ->
                        object(api, SEARCH + "/properties").putObject("colour").put("type", "string")))
                .isEmpty();
    }

    @Test
    void a_new_field_that_a_request_may_have_breaks_nothing() {
        assertThat(after(api -> object(api, "/components/schemas/NewSearch/properties")
                        .putObject("colour")
                        .putArray("type")
                        .add("string")
                        .add("null")))
                .isEmpty();
    }

    @Test
    void a_field_that_is_gone_is_found() {
        assertThat(after(api -> object(api, SEARCH + "/properties").remove("rule")))
                .contains("Search.rule is gone");
    }

    @Test
    void a_field_that_is_not_always_there_any_more_is_found() {
        assertThat(after(api -> object(api, SEARCH).putArray("required").add("id")))
                .contains("GET /api/v1/searches/{id}: answers otherwise than it did with 200");
    }

    @Test
    void a_field_that_may_be_null_now_is_found() {
        assertThat(after(api -> object(api, SEARCH + "/properties/caution")
                        .putArray("type")
                        .add("string")
                        .add("null")))
                .contains("Search.caution may be null now");
    }

    @Test
    void another_type_is_found_also_where_it_may_be_null() {
        assertThat(after(api -> object(api, "/components/schemas/Source/properties/photos")
                        .putArray("type")
                        .add("string")
                        .add("null")))
                .contains("GET /api/v1/sources/{id}: answers otherwise than it did with 200");
    }

    @Test
    void a_field_that_a_request_must_have_now_is_found() {
        assertThat(after(api -> ((ArrayNode) api.at("/components/schemas/NewSearch/required")).add("limit")))
                .containsExactly("POST /api/v1/cases/{id}/searches: takes less than it did as a body");
    }

    @Test
    void a_choice_that_is_not_taken_any_more_is_found() {
        assertThat(after(api -> ((ArrayNode) api.at("/components/schemas/SourceReason/enum")).remove(0)))
                .contains("POST /api/v1/sources/{id}/end: takes less than it did as a body");
    }

    @Test
    void a_new_parameter_that_must_be_there_is_found() {
        assertThat(after(api -> ((ArrayNode) api.at(OVERSIGHT + "/parameters"))
                        .addObject()
                        .put("name", "reason")
                        .put("in", "query")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string")))
                .containsExactly("GET /api/v1/oversight: wants a new parameter reason");
    }

    @Test
    void another_status_is_found() {
        assertThat(after(api -> {
                    ObjectNode answers = object(api, OVERSIGHT + "/responses");
                    answers.set("202", answers.remove("200"));
                }))
                .containsExactly("GET /api/v1/oversight: does not answer 200 any more");
    }

    @Test
    void an_endpoint_that_is_gone_is_found() {
        assertThat(after(api -> object(api, "/paths").remove("/api/v1/oversight")))
                .containsExactly("GET /api/v1/oversight is gone");
    }

    private static List<String> after(Consumer<JsonNode> change) {
        JsonNode now = Descriptions.released();
        change.accept(now);
        return BreakingChanges.between(
                Descriptions.released(), JsonMapper.shared().readTree(now.toString()));
    }

    private static ObjectNode object(JsonNode api, String pointer) {
        return (ObjectNode) api.at(pointer);
    }
}
