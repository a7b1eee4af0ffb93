package beholden.server.imports;

import beholden.enrol.ImportCounts;
import beholden.enrol.ImportOutcome;
import com.fasterxml.jackson.annotation.JsonProperty;

/// Outcomes of the photos of an import, counted.
///
/// @param enrolled     photos with a face that was enrolled
/// @param noFace       photos without a face
/// @param lowQuality   photos all of whose faces are below the quality that was asked for
/// @param alreadyThere photos that the source has
/// @param refused      photos and other files that were refused; the report says why
/// @param faces        enrolled
record Tally(
        @JsonProperty("e") int enrolled,
        @JsonProperty("n") int noFace,
        @JsonProperty("l") int lowQuality,
        @JsonProperty("a") int alreadyThere,
        @JsonProperty("r") int refused,
        @JsonProperty("f") long faces) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    Tally plus(ImportCounts counts) {
        return new Tally(
                enrolled + counts.photos(ImportOutcome.ENROLLED),
                noFace + counts.photos(ImportOutcome.NO_FACE),
                lowQuality + counts.photos(ImportOutcome.LOW_QUALITY),
                alreadyThere + counts.photos(ImportOutcome.ALREADY_THERE),
                refused + counts.photos(ImportOutcome.REFUSED),
                faces + counts.facesEnrolled());
    }

    int photos() {
        return enrolled + noFace + lowQuality + alreadyThere + refused;
    }
}
