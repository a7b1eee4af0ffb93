package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void a_group_alone_shows_what_it_holds() {
        Cli.Result root = Cli.run();
        Cli.Result gallery = Cli.run("gallery");

        assertThat(root.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(root.err()).contains("Usage: beholden").contains("Exit status:");
        assertThat(gallery.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(gallery.err()).contains("import", "search", "reenrol");
    }

    @Test
    void output_that_could_not_be_written_is_told_and_a_reader_that_had_enough_is_no_failure(@TempDir Path temp)
            throws Exception {
        Path errors = temp.resolve("errors");
        String command =
                Cli.process("--help").stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));

        assertThat(shell(command + " > /dev/full", errors)).isEqualTo(ExitStatus.REFUSED);
        assertThat(errors).content().contains("standard output: No space left on device");
        assertThat(shell("set -o pipefail; " + command + " | head -c 1 > /dev/null", errors))
                .isEqualTo(ExitStatus.FINE);
        assertThat(errors).content().doesNotContain("standard output");
    }

    private static int shell(String line, Path errors) throws Exception {
        return new ProcessBuilder("bash", "-c", line)
                .redirectError(errors.toFile())
                .start()
                .waitFor();
    }

    @Test
    void a_mistyped_command_is_named_with_the_nearest_one_at_every_level() {
        assertThat(Cli.run("gallrey").err())
                .startsWith("beholden: there is no command \"beholden gallrey\"\nDid you mean: beholden gallery?\n")
                .contains("Help: beholden --help");
        assertThat(Cli.run("gallery", "imprt", "photos").err())
                .contains("no command \"beholden gallery imprt\"", "Did you mean: beholden gallery import?");
        assertThat(Cli.run("--verison").err()).contains("Unknown option: '--verison'", "--version");
        assertThat(Cli.run("qqq").err()).contains("there is no command").doesNotContain("Did you mean");

        mistyped(Main.commandLine());
    }

    private static void mistyped(CommandLine group) {
        group.getSubcommands().values().forEach(command -> {
            String path = command.getCommandSpec().qualifiedName();
            Object[] typed = (path.substring("beholden ".length()) + "s").split(" ");

            Cli.Result result = Cli.run(typed);

            assertThat(result.status()).as(path).isEqualTo(ExitStatus.USAGE);
            assertThat(result.err())
                    .as(path)
                    .startsWith("beholden: there is no command \"" + path + "s\"\nDid you mean: " + path + "?\n");
            mistyped(command);
        });
    }

    @Test
    void a_folder_is_refused_where_a_file_is_wanted_and_the_reverse(@TempDir Path temp) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Path file = Files.writeString(temp.resolve("file"), "text");

        refused("--key " + folder + ": is a folder; name a file instead: key file", "gallery", "info", "--key", folder);
        refused("--root-key " + folder + ": is a folder", "vault", "init", temp, "--origin", "x", "--root-key", folder);
        refused("--output " + folder + ": is a folder", "ledger", "prove", temp, 1, "-o", folder);
        refused("--draw " + folder + ": is a folder", "faces", "detect", file, "--draw", folder);
        refused(
                "--share " + folder + ": is a folder",
                "registrar",
                "list",
                temp,
                "--share",
                file,
                "--share",
                folder,
                "--reader",
                "x",
                "--purpose",
                "y");
        refused(folder + ": is a folder; name a key", "ledger", "verify-proof", file, "--key", folder);
        refused(folder + ": is a folder", "faces", "detect", folder);
        refused(folder + ": is a folder", "faces", "compare", folder, file);
        refused("--gallery " + file + ": is a file; name a folder instead", "gallery", "info", "--gallery", file);
        refused("VAULT " + file + ": is a file; name a folder instead: folder of the vault", "vault", "info", file);
    }

    @Test
    void an_origin_that_is_none_is_refused_before_anything_is_made(@TempDir Path temp) {
        Path folder = temp.resolve("installation");

        refused("origin \"\": give scheme and host as browsers", "serve", "--folder", folder, "--origin", "");

        assertThat(folder).doesNotExist();
    }

    private static void refused(String why, Object... arguments) {
        Cli.Result result = Cli.run(arguments);

        assertThat(result.err()).contains(why);
        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void every_argument_for_a_path_says_in_its_label_whether_it_wants_a_file_or_a_folder() {
        List<String> labels = new ArrayList<>();
        labels(Main.commandLine(), labels);

        assertThat(labels)
                .hasSizeGreaterThan(30)
                .allMatch(label -> label.matches("FILE(\\.csv)?|OUT\\.(png|html)|LIBRARY|DIR|VAULT|PHOTO|DIR\\|FILE"));
    }

    private static void labels(CommandLine command, List<String> labels) {
        command.getCommandSpec().args().stream()
                .filter(argument -> argument.auxiliaryTypes()[0] == Path.class)
                .forEach(argument -> labels.add(argument.paramLabel()));
        command.getSubcommands().values().forEach(sub -> labels(sub, labels));
    }

    @Test
    void a_full_disk_is_named_with_what_to_do(@TempDir Path temp) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no device that is always full");
        Path photo = Files.write(temp.resolve("photo.jpg"), TestPhotos.oneFace());

        Cli.Result drawn = Cli.run("faces", "detect", photo, "--draw", full);
        Cli.Result named = failed(new FileSystemException("/mnt/small/pictures", null, "No space left on device"));

        assertThat(drawn.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(drawn.err()).contains("no space is left on", full.toString(), "free some");
        assertThat(named.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(named.err())
                .isEqualTo("beholden: /mnt/small/pictures: no space is left on this disk; free some, or name a place on"
                        + " another disk, and run the command again\n");
        assertThat(failed(new IOException("cells", new SQLException("database or disk is full")))
                        .err())
                .contains("no space is left on one of these disks: ", Cli.HOME.toString(), " MB left)");
    }

    /// The outcome of a command that failed for a reason.
    private static Cli.Result failed(Exception why) {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
        int status = Failures.execution(why, command, command.parseArgs("gallery", "info"));
        return new Cli.Result(status, "", err.toString());
    }

    @Test
    void a_wrong_option_is_told_in_one_line_with_the_way_to_help() {
        Cli.Result result = Cli.run("gallery", "search", "x.jpg", "--limt", "3");

        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err()).startsWith("beholden: Unknown option").contains("beholden gallery search --help");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void values_out_of_range_are_usage_errors() {
        assertThat(Cli.run("gallery", "search", "x.jpg", "--limit", "201").err())
                .contains("--limit 201: a list has 1 to 200 candidates");
        assertThat(Cli.run("gallery", "search", "x.jpg", "--min-quality", "101").status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(Cli.run("gallery", "search", "x.jpg", "--taken-from", "2026-02-01", "--taken-to", "2026-01-01")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(Cli.run("gallery", "import", ".", "--source", " ").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Cli.run("gallery", "import", ".", "--source", "s", "--link", "javascript:1")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(Cli.run("gallery", "remove").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void a_gallery_that_is_not_there_is_said_how_to_make() {
        Cli.Result result = Cli.run("gallery", "info", "--gallery", "target/no-such-gallery");

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.err()).contains("there is no gallery yet; make one with: beholden gallery import");
    }

    @Test
    void every_command_explains_itself_without_colours_when_nobody_watches() {
        assertThat(HelpTexts.all()).hasSizeGreaterThan(15);
        assertThat(Cli.run("--help").out()).contains("130   interrupted").doesNotContain("\u001b");
        HelpTexts.all().keySet().stream()
                .filter(name -> name.startsWith("beholden "))
                .forEach(name -> {
                    Object[] arguments = (name.substring("beholden ".length()) + " --help").split(" ");
                    assertThat(Cli.run(arguments).status()).as(name).isZero();
                });
    }

    @Test
    void completion_knows_the_commands() {
        assertThat(Cli.run("generate-completion").out()).contains("complete -F", "reenrol", "--source-in");
    }

    @Test
    void an_error_of_the_program_itself_is_one_line_and_asks_to_be_reported() {
        Cli.Result result = failed(new IllegalStateException("a\u001b[31mb"));

        assertThat(result.status()).isEqualTo(ExitStatus.INTERNAL);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("internal error", "report it").doesNotContain("\u001b");
    }
}
