package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.terminal.StandardError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A copy of the launcher in a project folder whose path has spaces. In Maven's place stands a script that takes
/// note of
/// each build and puts a jar there that says what it was called with; everything else is real.
final class LauncherProject {
    private final Path temp;
    private final Map<String, String> environment = new HashMap<>();
    final Path folder;
    final Path launcher;
    final Path tools;

    private LauncherProject(Path temp) {
        this.temp = temp;
        this.folder = temp.resolve("a project (1)");
        this.launcher = folder.resolve("beholden");
        this.tools = temp.resolve("tools");
    }

    static LauncherProject in(Path temp) throws IOException {
        LauncherProject project = new LauncherProject(temp);
        Path original = Cli.modelsFolder().resolveSibling("beholden");
        Files.createDirectories(project.folder.resolve("launcher"));
        Files.copy(original, project.launcher, StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : List.of("launcher/needs.bash", "launcher/package.bash", "launcher/start.bash")) {
            Files.copy(original.resolveSibling(part), project.folder.resolve(part));
        }
        for (String module : List.of("faces", "gallery", "bench", "cli")) {
            Files.createDirectories(project.folder.resolve(module).resolve("src/main"));
            Files.createFile(project.folder.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(project.folder.resolve("pom.xml"));
        Files.createDirectories(project.folder.resolve("models/node_modules"));
        Files.createFile(project.folder.resolve("models/package-lock.json"));
        Files.createFile(project.folder.resolve("models/node_modules/.package-lock.json"));
        Files.createDirectories(project.folder.resolve("web/dist"));
        Files.createFile(project.folder.resolve("web/dist/index.html"));
        Files.createDirectories(project.tools);
        echoJar(temp.resolve("echo.jar"));
        project.tool("mvn", project.maven("true"));
        Path bin = Files.createDirectories(project.ownMaven());
        Files.createSymbolicLink(bin.resolve("mvn"), project.tools.resolve("mvn"));
        project.environment.put("JAVA_HOME", System.getProperty("java.home"));
        project.environment.put("PATH", project.tools + ":" + System.getenv("PATH"));
        // The variable says that nobody sits there to be asked.
        project.environment.put("CI", "");
        return project;
    }

    /// The folder of the launcher's own Maven, which stands there as if it had been installed already.
    Path ownMaven() throws IOException {
        Matcher version = Pattern.compile("MAVEN=(\\S+)").matcher(Files.readString(launcher));
        assertThat(version.find()).isTrue();
        return folder.resolve(".beholden/maven-" + version.group(1) + "/bin");
    }

    /// A script in Maven's place.
    ///
    /// @param duringVerify  what it does while it runs the tests
    String maven(String duringVerify) {
        return """
                #!/bin/bash
                echo "$PWD: $*" >>'%s'
                [[ ! -e fail ]] || { echo 'the compiler said no'; exit 1; }
                if [[ $* == *verify* ]]; then
                  %s
                else
                  cp '%s' cli/target/beholden.jar
                fi
                """.formatted(notes(), duringVerify, temp.resolve("echo.jar"));
    }

    /// A program that stands on the launcher's path before the machine's own of that name.
    void tool(String name, String script) throws IOException {
        script(tools.resolve(name), script);
    }

    static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void environment(String name, String value) {
        environment.put(name, value);
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

    record Run(int status, String out, String err) {}

    Run run(String... arguments) throws Exception {
        return run(folder, launcher, arguments);
    }

    Run run(Path workingFolder, Path program, String... arguments) throws Exception {
        Process process = start(workingFolder, program, arguments);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    Process start(Path workingFolder, Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .directory(workingFolder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path notes() {
        return temp.resolve("notes");
    }

    /// Lines that the scripts in place of the machine's tools wrote.
    List<String> noted() throws IOException {
        return Files.exists(notes()) ? Files.readAllLines(notes()) : List.of();
    }

    /// Shell words that add a line to [#noted()].
    String note(String line) {
        return "echo \"%s\" >>'%s'".formatted(line, notes());
    }
}
