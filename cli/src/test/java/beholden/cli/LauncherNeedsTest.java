package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bash launcher on machines that lack something. Commands that would change the machine are stood in for.
class LauncherNeedsTest {
    private static final List<String> OF_EVERY_DEBIAN = List.of(
            "bash",
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "ldconfig",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "touch");

    @TempDir
    Path temp = Path.of("");

    private LauncherProject project;

    @BeforeEach
    void a_machine_with_nothing_but_what_every_debian_has() throws Exception {
        project = LauncherProject.in(temp);
        Path base = Files.createDirectories(temp.resolve("base"));
        for (String name : OF_EVERY_DEBIAN) {
            LauncherProject.script(base.resolve(name), "#!/bin/bash\nexec %s \"$@\"\n".formatted(machines(name)));
        }
        project.environment("PATH", project.tools + ":" + base);
        Files.delete(project.tools.resolve("mvn"));
        project.tool("id", "#!/bin/bash\necho 0\n");
        // Every package is offered, and installing one brings the command of its name.
        project.tool("apt-cache", """
                #!/bin/bash
                shift
                for package; do echo "$package | 1 | a repository"; done
                """);
        project.tool("maven", project.maven("true"));
        project.tool("apt-get", """
                #!/bin/bash
                %s
                [[ $* != *maven* ]] || cp '%s' '%s'
                [[ $* != *npm* ]] || cp '%s' '%s'
                """.formatted(
                        project.note("apt-get $*"),
                        project.tools.resolve("maven"),
                        project.tools.resolve("mvn"),
                        project.tools.resolve("id"),
                        project.tools.resolve("npm")));
    }

    private static Path machines(String name) {
        return List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin").stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this machine has no " + name));
    }

    @Test
    void all_that_is_missing_is_named_with_the_one_command_that_installs_it_and_nothing_is_built() throws Exception {
        LauncherProject.Run run = project.run("demo", "--once");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err().lines().map(String::strip))
                .containsExactly(
                        "This machine lacks:",
                        "mvn                  (package maven)",
                        "npm                  (package npm)",
                        "This installs them:",
                        "apt-get update && apt-get install --no-install-recommends maven npm",
                        "beholden: nothing was built; with --yes they are installed unasked");
        assertThat(project.noted()).isEmpty();
    }

    @Test
    void with_yes_it_installs_what_is_missing_then_builds_and_starts() throws Exception {
        LauncherProject.Run run = project.run("demo", "--once", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1)).containsExactly("<demo>", "<--once>");
        assertThat(project.noted().get(0)).isEqualTo("apt-get update -qq");
        assertThat(project.noted().get(1)).isEqualTo("apt-get install --no-install-recommends maven npm -y -qq");
        assertThat(project.noted().get(2)).endsWith("package");
    }

    @Test
    void where_ci_is_true_nobody_is_asked() throws Exception {
        project.environment("CI", "true");

        LauncherProject.Run run = project.run("faces");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(project.noted()).contains("apt-get update -qq");
    }

    @Test
    void who_is_not_root_installs_by_sudo() throws Exception {
        project.tool("id", "#!/bin/bash\necho 1000\n");
        project.tool("sudo", "#!/bin/bash\n%s\nexec \"$@\"\n".formatted(project.note("sudo")));

        LauncherProject.Run run = project.run("demo", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("sudo apt-get update && sudo apt-get install");
        assertThat(project.noted()).startsWith("sudo", "apt-get update -qq", "sudo");
    }

    @Test
    void who_is_not_root_and_has_no_sudo_is_told_so() throws Exception {
        project.tool("id", "#!/bin/bash\necho 1000\n");

        LauncherProject.Run run = project.run("demo", "--yes");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("you are not root, and there is no sudo");
    }

    @Test
    void a_person_at_a_terminal_is_asked_and_may_say_no() throws Exception {
        assertThat(atTerminal("n")).contains("Install them now? [y/N]", "nothing was built");
        assertThat(project.noted()).isEmpty();
    }

    @Test
    void a_person_at_a_terminal_is_asked_and_may_say_yes() throws Exception {
        assertThat(atTerminal("y")).contains("Install them now? [y/N]", "<faces>");
        assertThat(project.noted()).contains("apt-get update -qq");
    }

    private String atTerminal(String answer) throws Exception {
        Process process = project.start(project.folder, machines("script"), "-qec", "./beholden faces", "/dev/null");
        process.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void the_jdk_is_installed_too_where_the_distribution_has_it() throws Exception {
        needAnotherJdk();

        LauncherProject.Run run = project.run("--help");

        assertThat(run.err()).contains("a JDK 99", "--no-install-recommends openjdk-99-jdk-headless maven npm");
    }

    @Test
    void the_jdk_is_temurins_where_only_that_is_offered() throws Exception {
        needAnotherJdk();
        project.tool("apt-cache", "#!/bin/bash\necho bash\necho temurin-99-jdk\n");

        LauncherProject.Run run = project.run("--help");

        assertThat(run.err()).contains("--no-install-recommends temurin-99-jdk maven npm");
    }

    @Test
    void a_distribution_without_the_jdk_is_named_with_what_to_do_and_nothing_is_installed() throws Exception {
        needAnotherJdk();
        project.tool("apt-cache", "#!/bin/bash\necho bash\n");

        LauncherProject.Run run = project.run("demo", "--yes");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("have no JDK 99", "JAVA_HOME");
        assertThat(project.noted()).isEmpty();
    }

    private void needAnotherJdk() throws Exception {
        String script = Files.readString(project.launcher);
        assertThat(script).contains("NEEDED_JDK=25");
        Files.writeString(project.launcher, script.replace("NEEDED_JDK=25", "NEEDED_JDK=99"));
    }

    @Test
    void the_tests_need_more_than_the_command() throws Exception {
        LauncherProject.Run run = project.run("test");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("maven npm chromium faketime strace postgresql-client g++");
        assertThat(project.noted()).isEmpty();
    }

    @Test
    void a_nodejs_that_is_too_old_is_left_alone_and_another_taken_from_npm() throws Exception {
        project.tool("mvn", project.maven("true"));
        project.tool("node", "#!/bin/bash\necho v18.20.4\n");
        Files.delete(project.folder.resolve("web/dist/index.html"));
        Files.createDirectories(project.folder.resolve("web/node"));
        project.tool("npm", """
                #!/bin/bash
                %s
                [[ $1 != ci || $PWD != */node ]] || { mkdir -p node_modules/.bin; cp "$(type -P id)" node_modules/.bin/node; }
                [[ $* != *build* ]] || touch dist/index.html
                """.formatted(project.note("${PWD##*/}: npm $1 with $(type -P node)")));

        LauncherProject.Run run = project.run("faces");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Node.js v18.20.4 is too old");
        assertThat(project.noted().get(0)).startsWith("node: npm ci with " + project.tools);
        assertThat(project.noted().get(1))
                .isEqualTo("web: npm ci with " + project.folder.resolve("web/node/node_modules/.bin/node"));
    }
}
