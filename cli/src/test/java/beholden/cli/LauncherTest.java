package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.cli.terminal.StandardError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bash launcher, in a project folder of its own whose path has spaces. In Maven's place stands a script that
/// takes note of each build and puts a jar there that says what it was called with; everything else is real.
class LauncherTest {
    @TempDir
    Path temp = Path.of("");

    private Path project = Path.of("");
    private Path builds = Path.of("");

    @BeforeEach
    void a_project_in_a_folder_with_spaces() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        project = Files.createDirectories(temp.resolve("a project (1)"));
        builds = temp.resolve("builds");
        Path launcher = Cli.modelsFolder().resolveSibling("beholden");
        Files.copy(launcher, project.resolve("beholden"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("faces", "gallery", "bench", "cli")) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.createFile(project.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectories(project.resolve("models/node_modules"));
        Files.createFile(project.resolve("models/package-lock.json"));
        Files.createFile(project.resolve("models/node_modules/.package-lock.json"));
        Files.createDirectories(project.resolve("web/dist"));
        Files.createFile(project.resolve("web/dist/index.html"));
        echoJar(temp.resolve("echo.jar"));
        Path tools = Files.createDirectories(temp.resolve("tools"));
        script(tools.resolve("mvn"), """
                #!/bin/bash
                echo "$PWD: $*" >>'%s'
                [[ ! -e fail ]] || { echo 'the compiler said no'; exit 1; }
                cp '%s' cli/target/beholden.jar
                """.formatted(builds, temp.resolve("echo.jar")));
    }

    /// A program that prints its working folder, and its arguments each on a line.
    public static final class Echo {
        private Echo() {}

        public static void main(String[] arguments) {
            StandardError.takeBack();
            System.out.println(Path.of("").toAbsolutePath());
            for (String argument : arguments) System.out.println("<" + argument + ">");
            System.err.println("to standard error");
        }
    }

    private static void echoJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> type : new Class<?>[] {Echo.class, StandardError.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (var in = type.getClassLoader().getResourceAsStream(name)) {
                    if (in != null) in.transferTo(out);
                }
            }
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int status, String out, String err) {}

    private Run run(Path folder, Path launcher, String... arguments) throws Exception {
        Process process = start(folder, launcher, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private Process start(Path folder, Path launcher, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", temp.resolve("tools").toString(), (path, tools) -> tools + ":" + path);
        return builder.start();
    }

    private List<String> builds() throws IOException {
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    @Test
    void it_builds_once_and_hands_arguments_on_from_any_folder_and_through_links() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../a project (1)/beholden"));

        Run first = run(elsewhere, project.resolve("beholden"), "faces", "two words", "*", "");
        Run second = run(elsewhere, link, "faces", "$HOME");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out().lines()).containsExactly(elsewhere.toString(), "<faces>", "<two words>", "<*>", "<>");
        assertThat(first.err()).contains("building…", "to standard error");
        assertThat(second.out().lines()).containsExactly(elsewhere.toString(), "<faces>", "<$HOME>");
        assertThat(second.err()).isEqualTo("to standard error\n");
        assertThat(builds()).singleElement().asString().startsWith(project.toString());
    }

    @Test
    void standard_error_holds_what_the_command_writes_and_nothing_of_java() throws Exception {
        run(project, project.resolve("beholden"));

        Run searching = run(project, project.resolve("beholden"), "gallery");

        assertThat(searching.err()).isEqualTo("to standard error\n");
        assertThat(searching.out().lines()).containsExactly(project.toString(), "<gallery>");
    }

    @Test
    void a_fast_start_is_prepared_without_a_server() throws Exception {
        run(project, project.resolve("beholden"));

        String trained = Files.readString(project.resolve("cli/target/beholden-simd.aot.log"));
        assertThat(trained).contains("<demo>\n<--once>");
    }

    @Test
    void it_builds_again_when_a_source_is_newer() throws Exception {
        run(project, project.resolve("beholden"));
        Path source = Files.createFile(project.resolve("faces/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        run(project, project.resolve("beholden"));

        assertThat(builds()).hasSize(2);
    }

    @Test
    void a_failed_build_shows_what_the_compiler_said_and_is_tried_again() throws Exception {
        Path fail = Files.createFile(project.resolve("fail"));
        Run failed = run(project, project.resolve("beholden"), "--help");
        Files.delete(fail);
        Run mended = run(project, project.resolve("beholden"), "--help");

        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.err()).contains("the compiler said no", "the build failed");
        assertThat(mended.status()).isZero();
    }

    @Test
    void two_at_once_build_once() throws Exception {
        Process one = start(project, project.resolve("beholden"), "a");
        Process other = start(project, project.resolve("beholden"), "b");

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(builds()).hasSize(1);
    }
}
