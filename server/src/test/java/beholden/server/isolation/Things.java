package beholden.server.isolation;

import java.util.Map;
import java.util.UUID;

/// Ids of what an agency has, by the names that [Endpoints] uses.
record Things(Map<String, String> ids) {

    /// Ids of things that nobody has, as long as real ones.
    static Things absent() {
        return new Things(Map.of(
                "case", UUID.randomUUID().toString(),
                "probe", UUID.randomUUID().toString(),
                "search", UUID.randomUUID().toString(),
                "account", UUID.randomUUID().toString(),
                "key", UUID.randomUUID().toString(),
                "proposal", UUID.randomUUID().toString()));
    }

    String fill(String template) {
        String filled = template;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    /// The text with the names in place of the ids.
    String emptied(String text) {
        String emptied = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            emptied = emptied.replace(id.getValue(), "{" + id.getKey() + "}");
        }
        return emptied;
    }
}
