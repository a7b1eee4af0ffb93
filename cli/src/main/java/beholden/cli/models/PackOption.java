package beholden.cli.models;

import beholden.cli.home.Home;
import beholden.cli.terminal.RefusedException;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--pack`, and the engine that runs it.
public final class PackOption {
    @Option(
            names = "--pack",
            paramLabel = "ID|DIR",
            description = "model pack: the id of an added one, or a folder (default: the one that comes with Beholden)")
    private @Nullable String pack;

    public ModelPack read() throws IOException, RefusedException {
        Packs packs = new Packs(Home.find());
        return pack == null ? packs.standard() : packs.find(pack);
    }

    public static FaceEngine engine(ModelPack pack, FaceSettings settings) throws IOException {
        return FaceEngine.open(pack, Home.find().cache(), settings);
    }
}
