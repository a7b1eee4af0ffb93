package beholden.cli.faces;

import beholden.cli.terminal.Commands;
import beholden.faces.FaceSettings;
import beholden.faces.photo.PhotoLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// `--min-face` and `--face-evidence`: what counts as a face; and which photos are looked at.
public final class FaceOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--min-face",
            paramLabel = "PIXELS",
            defaultValue = "32",
            description = "side of the smallest face that counts (default: ${DEFAULT-VALUE}, least: 16)")
    private int minFace;

    @Option(
            names = "--face-evidence",
            paramLabel = "LOG-ODDS",
            description = "least evidence that a place is a face; lower lets more pebbles through, higher loses more"
                    + " faces (default: the pack's)")
    private @Nullable Double evidence;

    @Mixin
    private final PhotoOptions photos = new PhotoOptions();

    public FaceSettings settings() {
        PhotoLimits limits = photos.limits();
        try {
            FaceSettings settings = FaceSettings.DEFAULT.withMinFace(minFace).withLimits(limits);
            return evidence == null ? settings : settings.withLeastEvidence(evidence);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), "--min-face " + minFace + ": " + e.getMessage());
        }
    }
}
