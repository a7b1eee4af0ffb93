package beholden.cli.gallery;

import beholden.enrol.calibration.GalleryCalibration;
import org.jspecify.annotations.Nullable;

/// A gallery's calibration in the `--json` outputs.
record CalibrationJson(
        String made,
        long generation,
        long galleryFaces,
        int faces,
        int people,
        boolean acrossSources,
        long pairs,
        long mates,
        double dataEnd,
        double measuredDownTo) {

    /// Null where there is none.
    static @Nullable CalibrationJson ofNullable(@Nullable GalleryCalibration calibration) {
        return calibration == null ? null : of(calibration);
    }

    static CalibrationJson of(GalleryCalibration calibration) {
        return new CalibrationJson(
                calibration.made().toString(),
                calibration.generation(),
                calibration.galleryFaces(),
                calibration.faces(),
                calibration.people(),
                calibration.acrossSources(),
                calibration.pairs(),
                calibration.mates(),
                calibration.rates().dataEnd(),
                calibration.rates().measuredDownTo());
    }
}
