package beholden.cli.gallery;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.ProgressLine;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.gallery.Gallery;
import beholden.gallery.Verification;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden gallery verify`.
@Command(
        name = "verify",
        description = "Reads the whole gallery and checks that nothing of it is missing or changed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    /// The `--json` output.
    record Report(int format, String gallery, boolean sound, long faces, long pictures, List<String> problems) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        try (Gallery opened = gallery.open();
                ProgressLine progress = ProgressLine.of("verify", "parts", json)) {
            Verification found = opened.verify(progress);
            progress.end();
            PrintWriter out = Commands.out(spec);
            if (json) {
                Json.print(
                        out,
                        new Report(
                                Json.FORMAT,
                                gallery.folder().toString(),
                                found.sound(),
                                found.faces(),
                                found.pictures(),
                                found.problems()));
            } else {
                out.printf(
                        "Checked %s and %s: %s%n",
                        Wording.faces(found.faces()),
                        Wording.count(found.pictures(), "picture"),
                        found.sound() ? "nothing is missing or changed." : "the gallery is damaged.");
                found.problems().forEach(problem -> out.println("  " + TypedText.printable(problem)));
            }
            return found.sound() ? ExitStatus.FINE : ExitStatus.IN_USE_OR_DAMAGED;
        }
    }
}
