package beholden.cli.models;

import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.faces.pack.ModelPack;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden models verify`.
@Command(
        name = "verify",
        description = "Checks every weight file against the SHA-256 in its pack's description.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsVerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID|DIR", description = "one pack (default: all)")
    private @Nullable String one;

    @Override
    public Integer call() throws IOException, RefusedException {
        Packs packs = new Packs(Home.find());
        List<ModelPack> checked = one == null ? packs.all() : List.of(packs.find(one));
        for (ModelPack pack : checked) {
            pack.verify();
            Commands.out(spec)
                    .printf(
                            "%s: %d weight files are as its description says%n",
                            pack.description().id(), pack.description().heads().size());
        }
        return ExitStatus.FINE;
    }
}
