package beholden.ledger;

import java.util.ArrayList;
import java.util.List;

/// Collects findings from many threads; beyond a limit it only counts.
final class Findings {
    private final List<Finding> listed = new ArrayList<>();
    private int most = AuditReport.MAX_FINDINGS;
    private long unlisted;

    synchronized void list(int limit) {
        most = limit;
    }

    synchronized void add(Finding finding) {
        if (listed.size() < most) {
            listed.add(finding);
        } else {
            unlisted++;
        }
    }

    synchronized List<Finding> listed() {
        return List.copyOf(listed);
    }

    synchronized long unlisted() {
        return unlisted;
    }
}
