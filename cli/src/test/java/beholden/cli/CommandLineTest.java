package beholden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Failures;
import org.junit.jupiter.api.Test;
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
        CommandLine command = Main.commandLine();
        java.io.StringWriter err = new java.io.StringWriter();
        command.setErr(new java.io.PrintWriter(err));

        int status =
                Failures.execution(new IllegalStateException("a\u001b[31mb"), command, command.parseArgs("--version"));

        assertThat(status).isEqualTo(ExitStatus.INTERNAL);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("internal error", "report it").doesNotContain("\u001b");
    }
}
