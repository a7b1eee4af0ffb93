package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.server.Desk;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what `docs/api.md` says, with bash and curl, against a server.
class ApiDocTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @Test
    void every_block_of_the_walk_through_does_what_it_says(@TempDir Path temp) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Path work = Files.createDirectories(temp.resolve("work"));
        Files.write(work.resolve("probe.jpg"), GroupPhotos.photo(5));
        String out;
        int status;
        try (Desk desk = Desk.open(Files.createDirectories(temp.resolve("installation")))) {
            GroupPhotos.enrol(
                    desk.server().installation().gallery(),
                    desk.server().installation().faces(),
                    List.of(TestSources.register(desk, "Harbour archive")),
                    5,
                    6);
            TestCases.open(desk, desk.examiner());
            ProcessBuilder bash = new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", blocks())
                    .directory(work.toFile())
                    .redirectErrorStream(true);
            bash.environment().put("BEHOLDEN", desk.origin().toString());
            bash.environment()
                    .put("BEHOLDEN_KEY", desk.makeKey(desk.examiner(), "search").text("key"));
            bash.environment()
                    .merge(
                            "PATH",
                            Cli.commandIn(temp.resolve("tools")).toString(),
                            (path, tools) -> tools + ":" + path);
            Process process = bash.start();
            out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            status = process.waitFor();
        }

        assertThat(status).as(out).isZero();
        assertThat(out)
                .contains("\"name\":\"Edwin Hale\"")
                .contains("\"state\":\"CANDIDATES\"")
                .contains("Proved: the entry ")
                .contains("{\"status\":\"UP\"}")
                .containsIgnoringCase("RateLimit-Remaining: ");
        assertThat(Files.readAllBytes(work.resolve("candidate-1.jpg"))).startsWith(0xff, 0xd8);
    }

    private static String blocks() throws IOException {
        Path document = Cli.modelsFolder().resolveSibling("docs").resolve("api.md");
        List<String> blocks = BLOCK.matcher(Files.readString(document))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(8);
        return blocks.stream().collect(Collectors.joining("\n"));
    }
}
