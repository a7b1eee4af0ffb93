package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bash launcher, where nothing is missing: it builds what is not built, once, and hands over to Java.
class LauncherTest {
    @TempDir
    Path temp = Path.of("");

    private LauncherProject project;

    @BeforeEach
    void a_project_in_a_folder_with_spaces() throws Exception {
        project = LauncherProject.in(temp);
    }

    @Test
    void it_builds_once_and_hands_arguments_on_from_any_folder_and_through_links() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../a project (1)/beholden"));

        LauncherProject.Run first = project.run(elsewhere, project.launcher, "faces", "two words", "*", "");
        LauncherProject.Run second = project.run(elsewhere, link, "faces", "$HOME");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out().lines()).containsExactly(elsewhere.toString(), "<faces>", "<two words>", "<*>", "<>");
        assertThat(first.err()).contains("building…", "to standard error");
        assertThat(second.out().lines()).containsExactly(elsewhere.toString(), "<faces>", "<$HOME>");
        assertThat(second.err()).isEqualTo("to standard error\n");
        assertThat(project.noted()).singleElement().asString().startsWith(project.folder.toString());
    }

    @Test
    void standard_error_holds_what_the_command_writes_and_nothing_of_java() throws Exception {
        project.run();

        LauncherProject.Run searching = project.run("gallery");

        assertThat(searching.err()).isEqualTo("to standard error\n");
        assertThat(searching.out().lines()).containsExactly(project.folder.toString(), "<gallery>");
    }

    @Test
    void a_fast_start_is_prepared_without_a_server() throws Exception {
        project.run();

        String trained = Files.readString(project.folder.resolve("cli/target/beholden-simd.aot.log"));
        assertThat(trained).contains("<demo>\n<--once>");
    }

    @Test
    void it_builds_again_when_a_source_is_newer() throws Exception {
        project.run();
        Path source = Files.createFile(project.folder.resolve("faces/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        project.run();

        assertThat(project.noted()).hasSize(2);
    }

    @Test
    void a_failed_build_shows_what_the_compiler_said_and_is_tried_again() throws Exception {
        Path fail = Files.createFile(project.folder.resolve("fail"));
        LauncherProject.Run failed = project.run("--help");
        Files.delete(fail);
        LauncherProject.Run mended = project.run("--help");

        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.err()).contains("the compiler said no", "the build failed");
        assertThat(mended.status()).isZero();
    }

    @Test
    void a_maven_that_cannot_be_installed_is_told_with_what_the_machines_maven_said() throws Exception {
        Files.delete(project.ownMaven().resolve("mvn"));
        project.tool("mvn", "#!/bin/bash\necho 'the network is away'\nexit 1\n");

        LauncherProject.Run run = project.run("--help");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("the network is away", "could not be installed; see above");
    }

    @Test
    void a_maven_of_another_hash_is_refused_in_words() throws Exception {
        Files.delete(project.ownMaven().resolve("mvn"));
        project.tool("mvn", """
                #!/bin/bash
                for word; do
                  [[ $word != -DoutputDirectory=* ]] || folder=${word#*=}
                  [[ $word != -Dartifact=* ]] || name=$(cut -d: -f2-3 <<<"$word" | tr : -)
                done
                echo wrong >"$folder/$name-bin.tar.gz"
                """);

        LauncherProject.Run run = project.run("--help");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("-bin.tar.gz: ", "could not be installed; see above");
    }

    @Test
    void pinning_replaces_the_list_once_the_new_one_is_whole() throws Exception {
        Path list = Files.createDirectories(project.folder.resolve(".mvn/checksums"))
                .resolve("checksums.sha256");
        Files.writeString(list, "0  org/old\n");
        project.tool("mvn", project.maven("""
                for word; do
                    [[ $word != *.basedir=* ]] || folder=${word#*=}
                  done
                  mkdir -p "$folder"
                  printf '1  org/new\\n2  beholden/cli\\n' >"$folder/checksums.sha256"
                  [[ ! -e half ]]"""));

        Path half = Files.createFile(project.folder.resolve("half"));
        LauncherProject.Run failed = project.run("pin");
        String afterwards = Files.readString(list);
        Files.delete(half);
        LauncherProject.Run run = project.run("pin");

        assertThat(failed.status()).isNotZero();
        assertThat(afterwards).isEqualTo("0  org/old\n");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(list).hasContent("1  org/new");
    }

    @Test
    void a_release_needs_an_npm_that_can_list_what_browsers_are_given() throws Exception {
        project.tool("npm", "#!/bin/bash\n[[ $1 == --version ]] && echo 9.2.0\n");

        LauncherProject.Run run = project.run("package");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("npm 9.2.0 cannot list what browsers are given");
        assertThat(project.noted()).isEmpty();
        assertThat(project.folder.resolve("web/dist/index.html")).exists();
    }

    @Test
    void two_at_once_build_once() throws Exception {
        Process one = project.start(project.folder, project.launcher, "a");
        Process other = project.start(project.folder, project.launcher, "b");

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(project.noted()).hasSize(1);
    }

    @Test
    void a_build_waits_until_the_tests_that_run_in_the_same_folders_have_ended() throws Exception {
        project.tool("npm", "#!/bin/bash\n");
        Path begun = pipe("begun");
        Path end = pipe("end");
        project.tool(
                "mvn", project.maven("echo >'%s'; read -r <'%s'; %s".formatted(begun, end, project.note("tested"))));
        Process tests = project.start(project.folder, project.launcher, "test", "-Dtest=FooTest");
        tests.getOutputStream().close();
        Files.readAllBytes(begun);

        Process other = project.start(project.folder, project.launcher, "other");
        String said = other.errorReader().readLine();
        Files.writeString(end, "\n");

        assertThat(said).startsWith("waiting for another build");
        assertThat(tests.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(project.noted()).hasSize(3);
        assertThat(project.noted().get(0)).endsWith("verify -Dtest=FooTest");
        assertThat(project.noted().get(1)).isEqualTo("tested");
        assertThat(project.noted().get(2)).endsWith("package");
    }

    private Path pipe(String name) throws Exception {
        Path pipe = temp.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    void a_test_that_starts_the_launcher_gets_what_was_built_even_where_a_source_is_newer() throws Exception {
        project.run("--help");
        project.tool("npm", "#!/bin/bash\n");
        project.tool("mvn", project.maven("""
                touch -d '1 minute' faces/src/main/New.java
                  timeout 60 ./beholden within && %s""".formatted(project.note("answered"))));

        LauncherProject.Run tests = project.run("test", "-Dtest=FooTest");

        assertThat(tests.status()).as(tests.err()).isZero();
        assertThat(tests.out()).contains("<within>");
        assertThat(project.noted()).last().isEqualTo("answered");
    }
}
