package beholden.cli.gallery;

import beholden.cli.terminal.Table;
import beholden.cli.terminal.Wording;
import beholden.faces.pack.Likelihood;
import beholden.faces.pack.NoRate;
import beholden.faces.pack.ScoreMeaning;
import beholden.gallery.Candidate;
import beholden.gallery.EnrolledFace;
import java.util.Objects;

/// The candidates of a search as a table for the terminal.
final class CandidateTable {
    private CandidateTable() {}

    static String of(SearchResult result) {
        boolean calibrated = result.calibration() != null;
        Table table = new Table().numbers("rank").numbers("score");
        if (calibrated) {
            table.words("false match rate").numbers("strangers expected");
        }
        table.numbers("quality").words("source").words("captured").words("title");
        for (Candidate candidate : result.list().candidates()) {
            EnrolledFace face = candidate.face();
            String score = Wording.score(candidate.score());
            String captured = Objects.toString(face.captureDate(), "");
            if (!calibrated) {
                table.row(candidate.rank(), score, face.quality(), face.sourceId(), captured, face.title());
                continue;
            }
            ScoreMeaning meaning = result.meaning(candidate);
            table.row(
                    candidate.rank(),
                    score,
                    rate(meaning),
                    meaning instanceof Likelihood likelihood ? likelihood.strangers() : "",
                    face.quality(),
                    face.sourceId(),
                    captured,
                    face.title());
        }
        return table.toString();
    }

    private static String rate(ScoreMeaning meaning) {
        return switch (meaning) {
            case Likelihood likelihood -> likelihood.rate();
            case NoRate none -> "none, " + none.text();
        };
    }

    /// Explanation of the columns for the reader of the table.
    static String legend(SearchResult result) {
        return result.calibration() == null
                ? "This pack has no calibration: how often strangers score this high is not known."
                : "Strangers expected: of %,d faces of other people, so many would score this high or higher. %s"
                        .formatted(result.list().compared(), result.ratesFrom());
    }
}
