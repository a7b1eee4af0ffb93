package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.CaseworkEvent.CaseFilesShredded;
import beholden.server.events.AccountId;
import beholden.server.events.EventKinds;
import beholden.server.events.Fold;
import beholden.server.events.Recorded;
import beholden.server.search.Search.Decision;
import beholden.server.search.Search.Result;
import beholden.server.search.Search.Rule;
import beholden.server.search.Search.State;
import beholden.server.search.SearchEvent.ProbeKept;
import beholden.server.search.SearchEvent.ProbeLost;
import beholden.server.search.SearchEvent.SearchAsked;
import beholden.server.search.SearchEvent.SearchDecided;
import beholden.server.search.SearchEvent.SearchRefused;
import beholden.server.search.SearchEvent.Searched;
import beholden.vault.file.FileRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All searches of an agency, also those that were refused.
public final class Searches implements Fold {
    public static final EventKinds KINDS = EventKinds.of(SearchEvent.class, Searches::new);

    private final Map<SearchId, Search> known = new ConcurrentHashMap<>();
    /// Searches by the number of the event that began them.
    private final ConcurrentSkipListMap<Integer, SearchId> order = new ConcurrentSkipListMap<>();

    /// Searches of each case by the number of the event that began them.
    private final Map<CaseId, ConcurrentSkipListMap<Integer, SearchId>> cases = new ConcurrentHashMap<>();

    /// Numbers of the events that began searches.
    private final Map<SearchId, Integer> begins = new ConcurrentHashMap<>();

    /// Lengths of the ledger by the number of an event that was in it then.
    private final ConcurrentSkipListMap<Integer, Long> ledgerSizes = new ConcurrentSkipListMap<>();

    public Optional<Search> find(SearchId id) {
        return Optional.ofNullable(known.get(id));
    }

    /// All searches, newest first.
    public List<Search> all() {
        return newestFirst(order);
    }

    /// The searches of a case, newest first.
    public List<Search> of(CaseId caseId) {
        ConcurrentSkipListMap<Integer, SearchId> some = cases.get(caseId);
        return some == null ? List.of() : newestFirst(some);
    }

    private List<Search> newestFirst(ConcurrentSkipListMap<Integer, SearchId> some) {
        return some.descendingMap().values().stream()
                .map(id -> Objects.requireNonNull(known.get(id)))
                .toList();
    }

    /// The most entries that the ledger can have had when an event was recorded; empty if no later record tells.
    OptionalLong ledgerSizeAfter(int event) {
        Map.Entry<Integer, Long> later = ledgerSizes.ceilingEntry(event);
        return later == null ? OptionalLong.empty() : OptionalLong.of(later.getValue());
    }

    @Override
    public void apply(Recorded recorded) {
        int number = recorded.number();
        switch (recorded.event()) {
            case SearchAsked asked ->
                begin(
                        number,
                        recorded,
                        asked.search(),
                        asked.question(),
                        asked.policy(),
                        State.WAITING_FOR_APPROVAL,
                        asked.rule());
            case SearchRefused refused -> {
                if (known.containsKey(refused.search())) {
                    change(refused.search(), search -> search.refused(refused.policy(), refused.rule(), number));
                } else {
                    begin(
                            number,
                            recorded,
                            refused.search(),
                            refused.question(),
                            refused.policy(),
                            State.REFUSED,
                            refused.rule());
                }
            }
            case SearchDecided decided ->
                change(
                        decided.search(),
                        search -> search.with(
                                new Decision(decided.approved(), decided.reason(), by(recorded), recorded.at())));
            case Searched searched -> {
                if (!known.containsKey(searched.search())) {
                    begin(
                            number,
                            recorded,
                            searched.search(),
                            searched.question(),
                            searched.policy(),
                            State.CANDIDATES,
                            null);
                }
                change(searched.search(), search -> search.with(result(recorded.at(), searched), number));
            }
            case ProbeKept kept -> {
                // pictures are sealed once the search's beginning is durable; an approval may still be on its way
                Integer begin = begins.get(kept.search());
                if (begin != null) ledgerSizes.put(begin, kept.ledger());
                change(
                        kept.search(),
                        search -> search.with(
                                new ProbeKeeping.Sealed(FileRef.of(kept.photo()), FileRef.of(kept.face()))));
            }
            case ProbeLost lost -> change(lost.search(), search -> search.with(new ProbeKeeping.Lost(lost.cause())));
            case CaseFilesShredded shredded ->
                known.replaceAll((_, search) ->
                        search.caseId().equals(shredded.caseId()) ? search.with(new ProbeKeeping.Destroyed()) : search);
            default -> {}
        }
    }

    private void begin(
            int number,
            Recorded recorded,
            SearchId id,
            Question question,
            String policy,
            State state,
            @Nullable Rule rule) {
        known.put(
                id,
                new Search(
                        id,
                        question.caseId(),
                        by(recorded),
                        recorded.at(),
                        question.probe(),
                        question.scope(),
                        question.limit(),
                        policy,
                        state,
                        rule,
                        null,
                        null,
                        null,
                        state == State.REFUSED ? new ProbeKeeping.Nothing() : new ProbeKeeping.Sealing(),
                        number));
        begins.put(id, number);
        // last, since whoever finds it there looks it up
        order.put(number, id);
        cases.computeIfAbsent(question.caseId(), _ -> new ConcurrentSkipListMap<>())
                .put(number, id);
    }

    // A search whose beginning is among the damaged records is left out.
    private void change(SearchId id, UnaryOperator<Search> change) {
        known.computeIfPresent(id, (_, search) -> change.apply(search));
    }

    private static AccountId by(Recorded recorded) {
        return Objects.requireNonNull(recorded.by(), "a search is always somebody's");
    }

    private static Result result(Instant at, Searched searched) {
        return new Result(
                at,
                searched.policy(),
                searched.gallery(),
                searched.generation(),
                searched.faces(),
                searched.compared(),
                searched.pack(),
                searched.question().document(),
                PackedCandidates.unpack(searched.candidates()));
    }
}
