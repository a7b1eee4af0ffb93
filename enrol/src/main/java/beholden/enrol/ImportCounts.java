package beholden.enrol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts of an import so far.
public final class ImportCounts {
    /// Refusals named at most; the report has them all.
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

    public int photos(ImportOutcome outcome) {
        return photos.getOrDefault(outcome, 0);
    }

    public int photos() {
        return photos.values().stream().mapToInt(Integer::intValue).sum();
    }

    public long facesEnrolled() {
        return facesEnrolled;
    }

    /// Faces below the quality that was asked for.
    public long facesLeftOut() {
        return facesLeftOut;
    }

    /// The first of them, each with its file, the fact and the limit.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
