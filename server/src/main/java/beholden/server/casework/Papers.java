package beholden.server.casework;

import beholden.server.refusal.Refusal;
import beholden.server.turns.FairTurns;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Looks whether a document can be read, by [PaperProcess]: one after the other, agencies in turns, with bounds on
/// memory and time.
@Component
class Papers {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final FairTurns turns = new FairTurns(
            "document",
            "Other documents are being looked at; send this one again in some seconds.",
            1,
            1,
            LONGEST.multipliedBy(3));

    /// @param agency whose document it is
    /// @throws Refusal if it cannot be read, or too many are looked at before it
    void requireReadable(AgencyId agency, DocumentType type, byte[] document) {
        String said;
        try {
            said = turns.take(agency, 1, _ -> said(type, document));
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (!said.equals(PaperProcess.READABLE)) throw Refusal.invalid(said);
    }

    private static String said(DocumentType type, byte[] document) throws IOException, InterruptedException {
        Process process = start(type);
        Thread.startVirtualThread(() -> endAfter(LONGEST, process));
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(document);
            } catch (IOException _) {
                // it ended before it had read all: its status tells
            }
            if (process.waitFor() != 0) {
                return "the document takes too much memory or time to be read; print it to a new PDF";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void endAfter(Duration longest, Process process) {
        try {
            if (!process.waitFor(longest)) process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(DocumentType type) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // writes nothing to the disk, whatever becomes of it
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PaperProcess.class.getName(),
                        type.name()))
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }
}
