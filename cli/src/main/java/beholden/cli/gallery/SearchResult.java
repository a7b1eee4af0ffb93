package beholden.cli.gallery;

import beholden.cli.terminal.Wording;
import beholden.enrol.KeptMeasures;
import beholden.enrol.calibration.GalleryCalibration;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.ScoreMeaning;
import beholden.gallery.Candidate;
import beholden.gallery.CandidateList;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A probe, and the candidates it led to.
///
/// @param gallery     folder
/// @param own         calibration of the gallery, null if it has none
/// @param calibration rates of the gallery, or of the pack where the gallery has none; null if neither has any
record SearchResult(
        Probe probe,
        Path gallery,
        String pack,
        CandidateList list,
        @Nullable GalleryCalibration own,
        @Nullable Calibration calibration) {

    ScoreMeaning meaning(Candidate candidate) {
        return ScoreMeaning.of(
                calibration,
                candidate.score(),
                list.compared(),
                probe.face().measures(),
                KeptMeasures.of(candidate.face()));
    }

    /// Sentence that says where the rates come from; empty where there are none.
    String ratesFrom() {
        if (own != null) {
            return "Rates were measured on this gallery's own faces, %s, on %s."
                    .formatted(Wording.count(own.pairs(), "pair"), LocalDate.ofInstant(own.made(), ZoneOffset.UTC));
        }
        return calibration == null ? "" : "Rates are the model pack's, and not of this gallery.";
    }

    String compared() {
        String compared =
                "%s compared, of %,d in the gallery.".formatted(Wording.faces(list.compared()), list.gallerySize());
        if (list.undated() == 0) return compared;
        return compared
                + " Left out because it is not known when their photo was taken: %s."
                        .formatted(Wording.faces(list.undated()));
    }
}
