package beholden.cli.drill;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.ProgressLine;
import beholden.cli.terminal.Table;
import beholden.drill.CaughtMutant;
import beholden.drill.Control;
import beholden.drill.Drill;
import beholden.drill.DrillOptions;
import beholden.drill.DrillPage;
import beholden.drill.DrillReport;
import beholden.drill.DrillWording;
import beholden.drill.Robbery;
import beholden.drill.StoreKind;
import beholden.drill.WorldComparison;
import beholden.drill.statistic.Auc;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden drill`.
@Command(
        name = "drill",
        description = {
            "Robs vaults of its own and reports what a thief learns: from files, backups, databases, logs, credentials",
            "and sealed keys; whether two worlds of one schedule can be told apart; and whether leaks would be noticed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the thief learns nothing, and every mutant was caught",
            "5:a theft yielded something, worlds were told apart, or a mutant went unnoticed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden drill --store sqlite --runs 12      a quick one",
            "  beholden drill --out drill-report            both stores, 40 runs, with a page"
        })
public final class DrillCommand implements Callable<Integer> {
    /// Files written to memory are as durable as a thief needs them, and a drill syncs hundreds of thousands of
    /// times.
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final String PAGE = "drill.html";

    /// Stores that can be drilled.
    enum Stores {
        sqlite(List.of(StoreKind.SQLITE)),
        postgres(List.of(StoreKind.POSTGRES)),
        both(List.of(StoreKind.values()));

        private final List<StoreKind> kinds;

        Stores(List<StoreKind> kinds) {
            this.kinds = kinds;
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "both",
            description = "sqlite, postgres or both (default: ${DEFAULT-VALUE})")
    private Stores stores = Stores.both;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "" + DrillOptions.USUAL_RUNS,
            description = "runs of each world, " + DrillOptions.FEWEST_RUNS + " or more (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "another seed is another drill (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "also write " + PAGE + " into this folder")
    private @Nullable Path out;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        DrillOptions options;
        try {
            options = new DrillOptions(stores.kinds, runs, seed, work());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), String.valueOf(e.getMessage()));
        }
        DrillReport report;
        try (ProgressLine line = ProgressLine.of("drill", "vaults", json)) {
            report = Drill.run(options, (_, done, total) -> line.at(done, total));
        }
        if (out != null) {
            Files.createDirectories(out);
            DrillPage.write(report, out.resolve(PAGE));
        }
        PrintWriter printed = Commands.out(spec);
        if (json) Json.print(printed, DrillJson.of(report));
        else print(report, printed);
        printed.flush();
        return report.passed() ? ExitStatus.FINE : ExitStatus.NOT_PROVED;
    }

    private static Path work() {
        return Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void print(DrillReport report, PrintWriter printed) {
        Table thefts = new Table().words("store").words("stolen").words("learned");
        for (Robbery robbery : report.robberies()) {
            thefts.row(robbery.store().title(), robbery.stolen(), learned(robbery.learned()));
        }
        printed.println(thefts);
        printed.println();
        Table worlds =
                new Table().words("store").words("second world").numbers("AUC").words("told apart by");
        for (WorldComparison comparison : report.comparisons()) {
            Auc auc = comparison.distinction().screening().auc();
            worlds.row(
                    comparison.store().title(),
                    comparison.second(),
                    "%s (%s to %s)"
                            .formatted(
                                    DrillWording.number(auc.value()),
                                    DrillWording.number(auc.low()),
                                    DrillWording.number(auc.high())),
                    learned(DrillWording.evidence(comparison.distinction())));
        }
        printed.println(worlds);
        printed.println();
        Table mutants = new Table().words("store").words("mutant").words("caught by");
        for (CaughtMutant mutant : report.mutants()) {
            String first = mutant.caught() ? mutant.evidence().getFirst() : "NOT NOTICED";
            mutants.row(mutant.store().title(), mutant.mutant().title(), first);
        }
        printed.println(mutants);
        printed.println();
        for (Control control : report.controls()) printed.println(DrillWording.control(control));
        printed.println(DrillWording.verdict(report) + ". " + DrillWording.summary(report));
        if (out != null) printed.println("Page: " + out.resolve(PAGE));
    }

    private static String learned(List<String> learned) {
        if (learned.isEmpty()) return "nothing";
        String more = learned.size() == 1 ? "" : " (and %d more)".formatted(learned.size() - 1);
        return learned.getFirst() + more;
    }
}
