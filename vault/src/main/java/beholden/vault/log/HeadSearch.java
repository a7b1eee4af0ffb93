package beholden.vault.log;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.CellStoreException;
import beholden.vault.cell.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Finds how many cells a stream has, by asking for labels.
///
/// Each fetch asks for the next 500 labels one by one and for 500 more in steps that grow by 4.5 % up to
/// 2⁴⁰, and goes on from the furthest that is there, until none is. So a hole does not hide what comes
/// after it unless somebody who holds the agency's keys chose the cells to remove, and 100,000 events are
/// found by four fetches.
final class HeadSearch {

    private static final int DENSE = CellStore.MAX_FETCH / 2;
    private static final long FURTHEST = 1L << 40;
    private static final long[] STEPS = steps();

    private HeadSearch() {}

    /// The number after that of the last cell that is there; at least `known`.
    static long find(CellStore store, LongFunction<Label> labels, long known) throws CellStoreException {
        long head = known;
        while (true) {
            Map<Label, Long> asked = new HashMap<>();
            List<Label> order = new ArrayList<>(STEPS.length);
            for (long step : STEPS) {
                Label label = labels.apply(head + step);
                asked.put(label, head + step);
                order.add(label);
            }
            long furthest = -1;
            for (Cell cell : store.fetch(order)) {
                Long n = asked.get(cell.label());
                furthest = Math.max(furthest, n == null ? -1 : n);
            }
            if (furthest < 0) {
                return head;
            }
            head = furthest + 1;
        }
    }

    private static long[] steps() {
        long[] steps = new long[CellStore.MAX_FETCH];
        double growth = Math.pow((double) FURTHEST / DENSE, 1.0 / (CellStore.MAX_FETCH - DENSE));
        double step = DENSE;
        for (int i = 0; i < steps.length; i++) {
            if (i < DENSE) {
                steps[i] = i;
            } else {
                steps[i] = Math.max(steps[i - 1] + 1, (long) step);
                step *= growth;
            }
        }
        return steps;
    }
}
