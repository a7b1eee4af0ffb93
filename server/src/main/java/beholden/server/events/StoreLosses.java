package beholden.server.events;

import beholden.ledger.AuditReport;
import beholden.ledger.Finding;
import beholden.vault.check.KnownLosses;
import beholden.vault.check.KnownLosses.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Differences between store and ledger that nobody has acknowledged.
///
/// @param gone    stretches of entries whose cells or chunks are gone, or were altered
/// @param foreign entries, in hex, of cells or chunks that were added, or altered
/// @param other   what cannot be acknowledged, in sentences: such as a ledger that was changed
public record StoreLosses(List<Stretch> gone, List<String> foreign, List<String> other) {
    public StoreLosses {
        gone = List.copyOf(gone);
        foreign = List.copyOf(foreign);
        other = List.copyOf(other);
    }

    static StoreLosses of(AuditReport report, KnownLosses known) {
        NavigableMap<Long, Long> before = new TreeMap<>();
        known.gone().forEach(it -> before.merge(it.from(), it.to(), Math::max));
        List<Long> gone = new ArrayList<>();
        Set<String> foreign = new HashSet<>();
        List<String> other = new ArrayList<>();
        for (Finding finding : report.findings()) {
            switch (finding) {
                case Finding.CellMissing it -> gone.add(it.index());
                case Finding.CellUnknown it -> foreign.add(it.entry());
                default -> other.add(finding.message());
            }
        }
        if (report.unlisted() > 0) other.add("%,d differences more".formatted(report.unlisted()));
        gone.removeIf(index -> {
            Map.Entry<Long, Long> stretch = before.floorEntry(index);
            return stretch != null && index < stretch.getValue();
        });
        foreign.removeAll(known.foreign());
        return new StoreLosses(stretches(gone), List.copyOf(foreign), other);
    }

    private static List<Stretch> stretches(List<Long> indices) {
        List<Stretch> stretches = new ArrayList<>();
        for (long index : indices.stream().sorted(Comparator.naturalOrder()).toList()) {
            boolean goesOn = !stretches.isEmpty() && stretches.getLast().to() == index;
            stretches.add(new Stretch(goesOn ? stretches.removeLast().from() : index, index + 1));
        }
        return stretches;
    }

    /// Whether store and ledger agree, but for what is acknowledged.
    public boolean isEmpty() {
        return gone.isEmpty() && foreign.isEmpty() && other.isEmpty();
    }

    /// How many cells and chunks are gone, or were altered.
    public long count() {
        return gone.stream().mapToLong(it -> it.to() - it.from()).sum();
    }
}
