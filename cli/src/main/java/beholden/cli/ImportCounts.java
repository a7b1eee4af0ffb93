package beholden.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What an import has come to so far.
final class ImportCounts {
    /// So many refusals are named; the report has them all.
    private static final int REFUSALS_NAMED = 1000;

    private final Map<ImportOutcome, Integer> photos = new EnumMap<>(ImportOutcome.class);
    private final List<String> refusals = new ArrayList<>();
    private long facesEnrolled;
    private long facesLeftOut;

    void add(ImportOutcome outcome, int enrolled, int leftOut) {
        photos.merge(outcome, 1, Integer::sum);
        facesEnrolled += enrolled;
        facesLeftOut += leftOut;
    }

    void refuse(String reason) {
        add(ImportOutcome.REFUSED, 0, 0);
        if (refusals.size() < REFUSALS_NAMED) refusals.add(reason);
    }

    int photos(ImportOutcome outcome) {
        return photos.getOrDefault(outcome, 0);
    }

    int photos() {
        return photos.values().stream().mapToInt(Integer::intValue).sum();
    }

    long facesEnrolled() {
        return facesEnrolled;
    }

    /// Faces below the quality that was asked for.
    long facesLeftOut() {
        return facesLeftOut;
    }

    /// The first of them, each with its file, the fact and the limit.
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public String toString() {
        Table table = new Table().words("photos").numbers("").words("");
        for (ImportOutcome outcome : ImportOutcome.values()) {
            table.row(outcome.words(), "%,d".formatted(photos(outcome)), remark(outcome));
        }
        return table.row("together", "%,d".formatted(photos()), "").toString();
    }

    private String remark(ImportOutcome outcome) {
        return switch (outcome) {
            case ENROLLED -> Wording.faces(facesEnrolled);
            case LOW_QUALITY ->
                facesLeftOut == 0 ? "" : Wording.faces(facesLeftOut) + " left out, other photos' included";
            default -> "";
        };
    }
}
