package beholden.cli.models;

import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.Table;
import beholden.faces.pack.ModelPack;
import beholden.faces.pack.PackDescription;
import beholden.ground.TypedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden models list`.
@Command(
        name = "list",
        description = "Lists the model packs at hand, with their licence and what they are made of.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output.
    record Report(int format, List<PackJson> packs) {}

    /// @param installed whether every weight file is there; `models verify` checks their contents
    record PackJson(
            String id,
            boolean standard,
            String title,
            String licence,
            String templateSpace,
            int dimension,
            boolean calibrated,
            boolean installed,
            String folder) {}

    @Override
    public Integer call() throws IOException {
        List<PackJson> packs = new ArrayList<>();
        Path standard = Home.defaultPack();
        for (ModelPack pack : new Packs(Home.find()).all())
            packs.add(describe(pack, pack.folder().equals(standard)));
        if (json) {
            Json.print(Commands.out(spec), new Report(Json.FORMAT, packs));
            return ExitStatus.FINE;
        }
        Table table = new Table()
                .words("id")
                .words("")
                .numbers("template")
                .words("calibrated")
                .words("weights")
                .words("licence");
        for (PackJson pack : packs) {
            table.row(
                    pack.id(),
                    pack.standard() ? "default" : "",
                    pack.dimension(),
                    pack.calibrated() ? "yes" : "no",
                    pack.installed() ? "installed" : "missing",
                    pack.licence());
        }
        Commands.out(spec).println(table);
        for (PackJson pack : packs) {
            Commands.out(spec)
                    .printf("%n%s: %s%n  in %s%n", pack.id(), pack.title(), TypedText.printable(pack.folder()));
        }
        return ExitStatus.FINE;
    }

    private static PackJson describe(ModelPack pack, boolean standard) {
        PackDescription description = pack.description();
        return new PackJson(
                description.id(),
                standard,
                description.title(),
                description.card().licence(),
                pack.templateSpace(),
                description.template().dimension(),
                description.calibration() != null,
                description.heads().stream()
                        .allMatch(head -> Files.isRegularFile(pack.folder().resolve(head.file()))),
                pack.folder().toString());
    }
}
