package beholden.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Files that tests of accuracy need beside the code: the default pack, and the photos in `shared`.
public final class Installed {
    private Installed() {}

    /// The default pack; the test is skipped without its weights.
    public static ModelPack pack() throws IOException {
        Path models = models();
        assumeTrue(
                Files.exists(models.resolve("node_modules/faceplugin-face-recognition-js/model")),
                "skipped: no model weights; install them with: npm ci --ignore-scripts --prefix models");
        return ModelPack.read(models);
    }

    /// The default pack's engine; the test is skipped without its weights.
    public static FaceEngine engine() throws IOException {
        return FaceEngine.open(pack(), preparedWeights(), FaceSettings.DEFAULT.withThreads(2));
    }

    public static Path preparedWeights() {
        return Path.of("target", "prepared-weights");
    }

    /// Some of the group photos that come beside the default pack, 1 to 6.
    public static List<Path> groupPhotos(int... numbers) {
        Path folder = models().resolve("node_modules/@vladmandic/face-api/demo");
        return Arrays.stream(numbers)
                .mapToObj(number -> folder.resolve("sample" + number + ".jpg"))
                .toList();
    }

    private static Path models() {
        return above("models/pack.json").resolve("models");
    }

    /// A folder of `shared`, beside the repository or named by BEHOLDEN_SHARED; the test is skipped without it.
    public static Path shared(String folder) {
        String named = System.getenv("BEHOLDEN_SHARED");
        Path shared = named == null ? above("shared/DESIGN.md").resolve("shared") : Path.of(named);
        assumeTrue(Files.isDirectory(shared.resolve(folder)), "skipped: no folder 'shared' beside the repository");
        return shared.resolve(folder);
    }

    private static Path above(String wanted) {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(wanted))) return at;
        }
        return start;
    }
}
