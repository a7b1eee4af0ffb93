package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingToStealTest {

    /// All that is logged, as it would be written.
    private static final class Captured extends Handler {
        private final StringBuffer text = new StringBuffer();

        @Override
        public void publish(LogRecord record) {
            text.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void nothing_in_the_files_or_the_log_names_an_agency_or_its_people(@TempDir Path folder) throws Exception {
        Captured log = new Captured();
        Logger.getLogger("").addHandler(log);
        String foreign;
        try (Desk desk = Desk.open(folder)) {
            TestAgency other = desk.agency("Southfen Police");
            foreign = Desk.idOf(other.examiner());
            desk.administrator()
                    .post("/accounts/" + foreign + "/suspend", Map.of("reason", "x"))
                    .expect(404);
            desk.administrator().get("/fault-for-a-test").expect(500);
            desk.examiner().post("/recovery-codes").expect(201);
            Browser thief = desk.stranger();
            thief.post("/invitations/look", Map.of("token", "Southfen Police")).expect(404);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }

        List<String> names = List.of("Northmoor", "Southfen", "Edwin Hale", "Ada Marsh", foreign, hex(foreign));
        assertThat(log.text.toString()).doesNotContain(names);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String bytes = read(file);
                for (String name : names) {
                    assertThat(bytes.contains(name)).as(name + " in " + file).isFalse();
                    assertThat(bytes.contains(utf16(name)))
                            .as(name + " in " + file)
                            .isFalse();
                }
                assertThat(bytes.contains(raw(foreign))).as("an id in " + file).isFalse();
            });
        }
    }

    private static String hex(String id) {
        return id.replace("-", "");
    }

    private static String utf16(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    private static String raw(String id) {
        UUID uuid = UUID.fromString(id);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
