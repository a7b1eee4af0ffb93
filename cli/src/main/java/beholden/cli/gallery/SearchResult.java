package beholden.cli.gallery;

import beholden.cli.terminal.Wording;
import beholden.enrol.KeptMeasures;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.ScoreMeaning;
import beholden.gallery.Candidate;
import beholden.gallery.CandidateList;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A probe, and the candidates it led to.
///
/// @param gallery     folder
/// @param calibration calibration of the pack, null if it has none
record SearchResult(
        Probe probe,
        Path gallery,
        String pack,
        CandidateList list,
        @Nullable Calibration calibration) {

    ScoreMeaning meaning(Candidate candidate) {
        return ScoreMeaning.of(
                calibration,
                candidate.score(),
                list.compared(),
                probe.face().measures(),
                KeptMeasures.of(candidate.face()));
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
