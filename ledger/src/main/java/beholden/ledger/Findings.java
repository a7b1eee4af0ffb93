package beholden.ledger;

import java.util.ArrayList;
import java.util.List;

/// Collects findings from many threads; beyond a limit it only counts.
final class Findings {
    private final List<Finding> listed = new ArrayList<>();
    private long unlisted;

    synchronized void add(Finding finding) {
        if (listed.size() < AuditReport.MAX_FINDINGS) {
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
