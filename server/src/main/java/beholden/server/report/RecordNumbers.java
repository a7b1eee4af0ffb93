package beholden.server.report;

import beholden.server.casework.CaseId;
import beholden.server.casework.CaseworkEvent.CaseOpened;
import beholden.server.events.EventKinds;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.report.ReportEvent.ReportExported;
import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Numbers of the events of an agency that reports disclose.
final class RecordNumbers implements Fold {
    static final EventKinds KINDS = EventKinds.of(ReportEvent.class, RecordNumbers::new);

    private final Map<CaseId, List<Integer>> cases = new HashMap<>();
    private final Map<SearchId, List<Integer>> searches = new HashMap<>();
    private final Map<ReportId, Integer> exports = new HashMap<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        int number = recorded.number();
        switch (recorded.event()) {
            case CaseOpened of ->
                cases.computeIfAbsent(of.caseId(), _ -> new ArrayList<>()).add(number);
            case SearchRecord of ->
                searches.computeIfAbsent(of.search(), _ -> new ArrayList<>()).add(number);
            case ReportExported exported -> exports.put(exported.report(), number);
            default -> {
                // another package's
            }
        }
    }

    /// The events of a search and its case, in the order in which they happened.
    synchronized List<Integer> of(CaseId ofCase, SearchId search) {
        List<Integer> numbers = new ArrayList<>(cases.getOrDefault(ofCase, List.of()));
        numbers.addAll(searches.getOrDefault(search, List.of()));
        return numbers;
    }

    synchronized int of(ReportId export) {
        return Objects.requireNonNull(exports.get(export));
    }
}
