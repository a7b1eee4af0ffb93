package beholden.cli.terminal;

import java.io.PrintWriter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `--json` outputs: records written field by field in their own order. `docs/json.md` describes each of them.
public final class Json {
    /// Goes up when a field changes its meaning or goes; new fields may come without.
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    public static void print(PrintWriter out, Object value) {
        out.println(text(value));
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
