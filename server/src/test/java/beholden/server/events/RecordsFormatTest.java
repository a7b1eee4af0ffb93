package beholden.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.TestServer;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that events are written down with, as a list that is kept: what a version before does not know, it must
/// not read.
class RecordsFormatTest {
    private static final Path KEPT = Path.of("src/test/resources/beholden/server/events/records-format.txt");

    private final Map<String, String> described = new TreeMap<>();

    private void describe(Type type) {
        switch (type) {
            case ParameterizedType it ->
                Arrays.stream(it.getActualTypeArguments()).forEach(this::describe);
            case GenericArrayType it -> describe(it.getGenericComponentType());
            case Class<?> it when it.getName().startsWith("beholden.") -> describe(it);
            default -> {
                // the JDK's own
            }
        }
    }

    private void describe(Class<?> type) {
        JsonTypeName kind = type.getAnnotation(JsonTypeName.class);
        String name =
                kind == null ? type.getName().substring(type.getPackageName().length() + 1) : "event " + kind.value();
        if (described.putIfAbsent(name, "") != null) return;
        if (type.isEnum()) {
            described.put(
                    name,
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(" ")));
        } else if (type.isRecord()) {
            described.put(
                    name,
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordsFormatTest::described)
                            .collect(Collectors.joining(" ")));
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::describe);
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::describe);
        }
    }

    private static String described(RecordComponent component) {
        JsonProperty as = component.getAccessor().getAnnotation(JsonProperty.class);
        String type = component.getGenericType().getTypeName().replaceAll("[a-zA-Z.]+[.$](?=[A-Z])", "");
        return (as == null ? component.getName() : as.value()) + ":" + type;
    }

    @Test
    void whatever_events_are_written_with_has_a_number(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            server.running().part(AgencyBooks.class).kinds().stream()
                    .flatMap(of -> of.kinds().stream())
                    .forEach(this::describe);
        }
        String now = described.entrySet().stream()
                .map(entry -> (entry.getKey() + ": " + entry.getValue()).strip() + "\n")
                .collect(Collectors.joining());
        if (System.getProperty("records.write") != null) Files.writeString(KEPT, now);

        assertThat(now)
                .as("Events are written down in a way that earlier versions do not know. Raise"
                        + " InstallationNote.RECORDS if a version has been released since it was raised last, say in"
                        + " docs/upgrading.md what changes, and write the list anew with -Drecords.write")
                .isEqualTo(Files.readString(KEPT));
    }
}
