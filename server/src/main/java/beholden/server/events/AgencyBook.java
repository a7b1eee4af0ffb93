package beholden.server.events;

import beholden.server.events.LossEvent.RecordsLost;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import beholden.vault.log.Damage;
import beholden.vault.log.DisclosedEvent;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One agency in memory: the folds over all its events, and the way to record more.
///
/// Safe for use by many threads.
public final class AgencyBook {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AgencyId agency;
    private final SealedLog log;
    private final EventCoding coding;
    private final InstantSource clock;
    private final Map<Class<? extends Fold>, Fold> folds = new HashMap<>();
    private final List<Damage> damages = new ArrayList<>();
    /// Positions of the events that the folds were told of, by number.
    private final List<CompletableFuture<Position>> positions = new ArrayList<>();

    private volatile boolean stale;

    AgencyBook(AgencyId agency, SealedLog log, EventCoding coding, Collection<EventKinds> kinds, InstantSource clock)
            throws IOException {
        this.agency = agency;
        this.log = log;
        this.coding = coding;
        this.clock = clock;
        for (EventKinds of : kinds) {
            Fold fold = of.fold().get();
            folds.put(fold.getClass(), fold);
        }
        Reading reading = log.open().later();
        List<Recorded> found = new ArrayList<>();
        List<RecordsLost> lost = new ArrayList<>();
        for (SealedEvent event : reading.events()) {
            Recorded one = coding.decode(found.size(), event.bytes());
            if (one.event() instanceof RecordsLost gap) lost.add(gap);
            found.add(one);
        }
        reading.damages().stream()
                .filter(damage -> !AcknowledgedLosses.cover(lost, damage))
                .forEach(damages::add);
        for (Recorded one : found) {
            Position at = reading.events().get(one.number()).position();
            if (AcknowledgedLosses.cover(lost, at)) continue;
            apply(new Recorded(positions.size(), one.at(), one.by(), one.event()));
            positions.add(CompletableFuture.completedFuture(at));
        }
    }

    public AgencyId agency() {
        return agency;
    }

    /// Whether records of the agency are gone that nobody has acknowledged: the folds are not what was decided.
    boolean isDamaged() {
        return !damages.isEmpty();
    }

    /// The state of one package of the domain.
    public <F extends Fold> F fold(Class<F> type) {
        return type.cast(Objects.requireNonNull(folds.get(type), "no such fold"));
    }

    /// Does a deed; when this returns, what happened is durable and in the ledger.
    ///
    /// @param by who does it; null if nobody has signed in
    /// @throws IllegalArgumentException if an event cannot be written down; then nothing happened
    /// @throws NotYetRecordedException if the vault does not record it; the deed may be recorded later all the
    ///     same
    public <T> T act(@Nullable AccountId by, Deed<T> deed) {
        List<CompletableFuture<Position>> recorded = new ArrayList<>();
        T answer;
        synchronized (this) {
            if (stale) {
                throw new NotYetRecordedException(
                        "an earlier record was not written; try again", new IllegalStateException("stale"));
            }
            List<AgencyEvent> events = new ArrayList<>();
            answer = deed.in(events::add);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Recorded> happened = new ArrayList<>();
            List<byte[]> written = new ArrayList<>();
            for (AgencyEvent event : events) {
                Recorded what = new Recorded(positions.size() + happened.size(), now, by, event);
                happened.add(what);
                written.add(coding.encode(what));
            }
            // all can be written down by now, so that a deed is recorded as a whole
            for (int i = 0; i < written.size(); i++) {
                CompletableFuture<Position> receipt = log.append(written.get(i));
                recorded.add(receipt);
                positions.add(receipt);
                apply(happened.get(i));
            }
        }
        recorded.forEach(this::await);
        return answer;
    }

    /// Does a deed of somebody whose request was let in, if they still may: that may be long ago.
    ///
    /// Refuses if they are suspended, lack a right by which they were let in, or that entry has ended.
    public <T> T actAs(Doer who, Deed<T> deed) {
        return act(who.account(), happening -> {
            requireStill(who);
            return deed.in(happening);
        });
    }

    /// Refuses if somebody whose request was let in may not do now what they might then.
    public void requireStill(Doer who) {
        who.entry().requireOpen();
        if (!folds.values().stream().allMatch(fold -> fold.admits(who))) {
            throw Refusal.notAllowed(
                    "forbidden",
                    "This account was suspended, or lost a role or what it signed in by, meanwhile; nothing was done.");
        }
    }

    /// The ledger's entries for a recorded event, one for each of its cells.
    ///
    /// @param number as in [Recorded#number()]
    /// @throws IOException if it is not recorded yet, or cannot be read
    public List<byte[]> ledgerEntries(int number) throws IOException {
        return log.ledgerEntries(position(number));
    }

    /// An event for outsiders to read, without any of the agency's keys; waits until it is recorded.
    ///
    /// @param number as in [Recorded#number()]
    /// @throws IOException              if it cannot be read
    /// @throws NotYetRecordedException if the vault does not record it
    public DisclosedEvent disclose(int number) throws IOException {
        await(receipt(number));
        return log.disclose(position(number));
    }

    private Position position(int number) throws IOException {
        CompletableFuture<Position> receipt = receipt(number);
        if (receipt.state() != Future.State.SUCCESS) throw new IOException("the event is not recorded yet");
        return receipt.resultNow();
    }

    private synchronized CompletableFuture<Position> receipt(int number) {
        return positions.get(number);
    }

    private void await(CompletableFuture<Position> recorded) {
        try {
            recorded.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // what was not recorded did not happen: the folds are made anew from what was
            stale = true;
            throw new NotYetRecordedException("the record could not be written; nothing was done", e);
        } catch (TimeoutException e) {
            throw new NotYetRecordedException(
                    "the record is not written yet; look in a minute whether it was, before you try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetRecordedException("interrupted before the record was written; look whether it was", e);
        }
    }

    boolean isStale() {
        return stale;
    }

    /// Returns when an event is durable and in the ledger.
    ///
    /// @param number as in [Recorded#number()]
    /// @throws NotYetRecordedException if the vault does not record it
    public void awaitRecorded(int number) {
        await(receipt(number));
    }

    /// Whether an event is durable and in the ledger.
    public boolean isRecorded(int number) {
        return receipt(number).state() == Future.State.SUCCESS;
    }

    /// Whether some of what was done is still to be written, or to fail: a new book would miss it.
    synchronized boolean isRecording() {
        return !positions.stream().allMatch(CompletableFuture::isDone);
    }

    /// No more deeds are done here; a new book is read from the log instead.
    synchronized void retire() {
        stale = true;
    }

    private void apply(Recorded what) {
        folds.values().forEach(fold -> fold.apply(what));
    }

    @Override
    public String toString() {
        return "agency book";
    }
}
