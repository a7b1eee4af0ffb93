package beholden.cli.gallery;

import beholden.cli.terminal.Wording;
import beholden.enrol.calibration.CalibrationException;
import beholden.enrol.calibration.GalleryCalibration;
import beholden.gallery.GalleryDescription;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The gallery's calibration, or what is wrong with it; neither where there is none.
record OwnRates(
        @Nullable GalleryCalibration calibration, @Nullable String problem) {
    static OwnRates of(Path folder, GalleryDescription described) throws IOException {
        try {
            return new OwnRates(GalleryCalibration.read(folder, described.id(), described.pack()), null);
        } catch (CalibrationException e) {
            return new OwnRates(null, e.getMessage());
        }
    }

    String inWords(long faces) {
        if (problem != null) return problem;
        if (calibration == null) return "the model pack's; make the gallery's own with: beholden gallery calibrate";
        long more = faces - calibration.galleryFaces();
        return "made %s of %s; since then %s"
                .formatted(
                        calibration.made(),
                        Wording.faces(calibration.galleryFaces()),
                        more == 0
                                ? "the gallery has as many"
                                : "%s %s".formatted(Wording.faces(Math.abs(more)), more > 0 ? "more" : "fewer"));
    }
}
