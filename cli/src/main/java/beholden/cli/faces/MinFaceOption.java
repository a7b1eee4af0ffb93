package beholden.cli.faces;

import beholden.cli.terminal.Commands;
import beholden.faces.FaceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// `--min-face`.
public final class MinFaceOption {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--min-face",
            paramLabel = "PIXELS",
            defaultValue = "32",
            description = "side of the smallest face that counts (default: ${DEFAULT-VALUE}, least: 16)")
    private int minFace;

    public FaceSettings settings() {
        try {
            return FaceSettings.DEFAULT.withMinFace(minFace);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), "--min-face " + minFace + ": " + e.getMessage());
        }
    }
}
