package beholden.cli.serve;

import beholden.cli.home.DemoPhotos;
import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.ground.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden demo`: the main job on six group photos, by running the commands a user would; then the same with a
/// server.
@Command(
        name = "demo",
        description = {
            "Fills a gallery with the faces of five group photos and searches a face of a sixth one in it.",
            "Then serves the same photos to an agency of two in the browser, and prints their invitations, until Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
    private static final String SOURCE = "demo: face-api sample photos";

    /// The right-most woman of the probe photo, counted from the left.
    private static final int PROBE_FACE = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--once", description = "end after the search; no server")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "port of 127.0.0.1 that the server listens on (default: 8080, or a free one if that is taken)")
    private @Nullable Integer port;

    @Override
    public Integer call() throws IOException, RefusedException {
        Path pack = Home.defaultPack();
        List<Path> photos =
                DemoPhotos.installed().stream().map(DemoCommand::fromHere).toList();
        if (pack == null || photos.size() < 2) {
            throw new RefusedException(
                    "the demo's photos are missing; start it with ./beholden demo, which installs them");
        }
        Path folder = fromHere(pack).resolveSibling(".beholden").resolve("demo");
        Files.createDirectories(folder);
        if (once) return search(folder, photos);
        try (DemoServer server = DemoServer.in(folder, port)) {
            int status = search(folder, photos);
            if (status == ExitStatus.FINE) server.run(photos, PROBE_FACE, Commands.out(spec), Commands.err(spec));
            return status;
        }
    }

    private int search(Path folder, List<Path> photos) throws IOException {
        Path gallery = folder.resolve("gallery");
        Path key = folder.resolve("gallery.key");
        Path sheet = folder.resolve("candidates.html");
        Folders.remove(gallery);
        Files.deleteIfExists(key);
        PrintWriter out = Commands.out(spec);
        out.println("Photos: the samples of the npm package @vladmandic/face-api, used under its MIT licence.");

        List<String> fill = new ArrayList<>(List.of("gallery", "import"));
        photos.stream().skip(1).map(Path::toString).forEach(fill::add);
        fill.addAll(List.of("--source", SOURCE, "--gallery", gallery.toString(), "--key", key.toString()));
        int status = run(fill);
        if (status != ExitStatus.FINE) return status;

        status = run(List.of(
                "gallery",
                "search",
                photos.getFirst().toString(),
                "--face",
                String.valueOf(PROBE_FACE),
                "--html",
                sheet.toString(),
                "--gallery",
                gallery.toString(),
                "--key",
                key.toString()));
        if (status != ExitStatus.FINE) return status;
        out.printf("%nNow look at the faces themselves: open %s in a browser.%n", sheet);
        return ExitStatus.FINE;
    }

    /// The shorter way to write a path below the working folder.
    private static Path fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path real = path.toAbsolutePath();
        return real.startsWith(here) && !real.equals(here) ? here.relativize(real) : real;
    }

    private int run(List<String> arguments) {
        CommandLine root = Commands.lineOf(spec).getParent();
        PrintWriter out = Commands.out(spec);
        List<String> shown =
                arguments.stream().map(a -> a.contains(" ") ? "'" + a + "'" : a).toList();
        out.printf("%n$ beholden %s%n%n", String.join(" ", shown));
        out.flush();
        return root.execute(arguments.toArray(String[]::new));
    }
}
