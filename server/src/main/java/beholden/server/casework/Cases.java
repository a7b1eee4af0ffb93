package beholden.server.casework;

import beholden.server.casework.CaseworkEvent.*;
import beholden.server.events.AccountId;
import beholden.server.events.EventKinds;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.vault.file.FileRef;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// The cases of an agency.
public final class Cases implements Fold {
    /// The events of casework, and this fold of them.
    public static final EventKinds KINDS = EventKinds.of(CaseworkEvent.class, Cases::new);

    private final SequencedMap<CaseId, Case> cases = new LinkedHashMap<>();
    private final Map<CaseId, Integer> searches = new HashMap<>();

    @Override
    public synchronized void apply(Recorded recorded) {
        switch (recorded.event()) {
            case CaseOpened it -> cases.put(it.caseId(), opened(it, recorded));
            case CaseClosed it ->
                change(it.caseId(), of -> of.closed(new Case.Closing(recorded.at(), by(recorded), it.reason())));
            case CaseFilesShredded it ->
                change(
                        it.caseId(),
                        of -> of.shredded(
                                new Case.Shredding(recorded.at(), by(recorded), it.reason(), recorded.number())));
            case DocumentReceived it -> change(it.caseId(), of -> of.with(received(it, recorded)));
            case DocumentSealed it -> change(it.caseId(), of -> of.sealed(it.number(), FileRef.of(it.file())));
            case SearchOfCase it -> searches.merge(it.caseId(), 1, Integer::sum);
            default -> {
                // another package's
            }
        }
    }

    private static Case opened(CaseOpened it, Recorded recorded) {
        return new Case(
                it.caseId(),
                it.number(),
                it.offence(),
                it.legalBasis(),
                it.jurisdiction(),
                it.justification(),
                it.validUntil(),
                it.sensitive(),
                recorded.at(),
                by(recorded),
                List.of(),
                null,
                null);
    }

    private static AccountId by(Recorded recorded) {
        return Objects.requireNonNull(recorded.by());
    }

    private static Document received(DocumentReceived it, Recorded recorded) {
        return new Document(
                it.number(),
                it.name(),
                it.type(),
                it.length(),
                HexFormat.of().formatHex(it.hash()),
                recorded.at(),
                null);
    }

    private void change(CaseId id, UnaryOperator<Case> how) {
        cases.computeIfPresent(id, (_, of) -> how.apply(of));
    }

    public synchronized Optional<Case> find(CaseId id) {
        return Optional.ofNullable(cases.get(id));
    }

    /// All, the latest first.
    public synchronized List<Case> all() {
        return List.copyOf(cases.sequencedValues().reversed());
    }

    /// How many searches a case had; what was refused is not one.
    public synchronized int searches(CaseId id) {
        return searches.getOrDefault(id, 0);
    }
}
