package beholden.cli.release;

import beholden.cli.home.Home;
import beholden.cli.release.OsvRecord.Finding;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden vulnerabilities`.
@Command(
        name = "vulnerabilities",
        description = {
            "Lists which of the libraries in this release have known vulnerabilities, by a file that you bring.",
            "The file is in the format of OSV: a record, a list of records, or the ZIP of an ecosystem. Nothing is asked of"
                    + " the network."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden vulnerabilities maven-all.zip")
public final class VulnerabilitiesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "records of known vulnerabilities")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print JSON; see docs/json.md")
    private boolean json;

    /// The output of `--json`.
    private record Found(int format, int libraries, int records, List<Finding> found) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        Set<Library> libraries = BillOfMaterials.read(Home.billsOfMaterials());
        List<Finding> found = new ArrayList<>();
        int records = OsvFile.read(
                file, record -> libraries.forEach(library -> record.of(library).ifPresent(found::add)));
        if (json) Json.print(Commands.out(spec), new Found(Json.FORMAT, libraries.size(), records, found));
        else print(libraries.size(), records, found);
        return found.isEmpty() ? ExitStatus.FINE : ExitStatus.NOT_PROVED;
    }

    private void print(int libraries, int records, List<Finding> found) {
        Commands.out(spec).printf("%,d libraries compared with %,d records of %s.%n", libraries, records, file);
        if (found.isEmpty()) {
            Commands.out(spec).println("None of the libraries is named in a record.");
            return;
        }
        Table table = new Table()
                .words("record")
                .words("library")
                .words("version")
                .words("mended in")
                .words("what it is");
        for (Finding it : found) {
            String id = it.aliases().isEmpty() ? it.id() : it.id() + " " + String.join(" ", it.aliases());
            table.row(
                    id,
                    it.library(),
                    it.version(),
                    Objects.requireNonNullElse(it.mendedIn(), "no version yet"),
                    Objects.requireNonNullElse(it.summary(), ""));
        }
        Commands.out(spec).println(table);
    }
}
