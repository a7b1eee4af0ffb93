package beholden.bench.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine's processor, as Linux names it.
final class Processor {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    private Processor() {}

    static String name() throws IOException {
        return Files.readAllLines(DESCRIPTION).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
