package beholden.cli.faces;

import beholden.cli.terminal.Commands;
import beholden.faces.photo.PhotoLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// `--max-file`, `--max-pixels`, `--max-side` and `--held-pixels`: which photos are decoded, and what is kept of them.
public final class PhotoOptions {
    private static final double MEGA = 1e6;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--max-file",
            paramLabel = "MB",
            defaultValue = "80",
            description = "largest photo file (default: ${DEFAULT-VALUE})")
    private double file;

    @Option(
            names = "--max-pixels",
            paramLabel = "MEGAPIXELS",
            defaultValue = "250",
            description = "largest photo, at most 500 (default: ${DEFAULT-VALUE})")
    private double pixels;

    @Option(
            names = "--max-side",
            paramLabel = "PIXELS",
            defaultValue = "65500",
            description = "longest side of a photo (default: ${DEFAULT-VALUE})")
    private int side;

    @Option(
            names = "--held-pixels",
            paramLabel = "MEGAPIXELS",
            defaultValue = "33",
            description = "what is kept of a photo: larger ones are decoded at a half, a quarter or an eighth of their"
                    + " sides, with small faces lost; each takes 14 MB of memory for each photo that is looked at"
                    + " (default: ${DEFAULT-VALUE})")
    private double held;

    public PhotoLimits limits() {
        try {
            return new PhotoLimits(Math.round(file * MEGA), Math.round(pixels * MEGA), side, Math.round(held * MEGA));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Commands.lineOf(spec), "--max-file, --max-pixels, --max-side or --held-pixels: " + e.getMessage());
        }
    }
}
