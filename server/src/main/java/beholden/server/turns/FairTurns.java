package beholden.server.turns;

import beholden.ground.FairQueue;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Turns at something that few can use at once, such as the cores that look at photos. However much one agency wants,
/// another gets its share:
///
/// - A turn that is free goes to the agency with the fewest under way; equals take turns. Within an agency, first come,
///   first served.
/// - Work of many steps gives way between two of them ([Turn#giveWay()]) where another agency has fewer under way.
/// - Work that has begun needs room, also while it gives way: an agency has its share of a [FairRoom].
/// - So many of an agency wait, and for so long; then they are told to come again.
///
/// Safe for use by many threads.
public final class FairTurns {
    private static final int MOST_WAITING = 32;
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    /// Requests are served by virtual threads, all of which would stand still while work keeps their carriers busy.
    /// None of these stays when its work is done: a server that stops would log that there were some.
    private final ExecutorService workers;

    private final String busy;
    private final int atOnce;
    private final long room;
    private final FairRoom taken;
    private final Duration patience;

    private final FairQueue<AgencyId, Turn> waiting = new FairQueue<>();
    private final Set<Turn> begun = new HashSet<>();

    /// @param name     of the threads
    /// @param busy     sentence for whoever finds no place
    /// @param atOnce   pieces of work at once
    /// @param room     for work that has begun
    /// @param patience time for which work waits to begin: more than two of the longest turns that do not give way,
    ///                 or an agency whose turns are long would shut others out
    public FairTurns(String name, String busy, int atOnce, long room, Duration patience) {
        this.workers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name(name).factory());
        this.busy = busy;
        this.atOnce = atOnce;
        this.room = room;
        this.taken = new FairRoom(room);
        this.patience = patience;
    }

    /// Work that is done when its turn comes, on a thread of its own.
    @FunctionalInterface
    public interface Work<T> {
        T in(Turn turn) throws Exception;
    }

    /// Does work when its turn comes.
    ///
    /// @param needs room that the work needs; what needs more than there is, has all of it
    /// @throws Refusal.Busy if too many of the agency wait, or others take too long
    public <T> T take(AgencyId agency, long needs, Work<T> work) throws Exception {
        Turn turn = new Turn(agency, Math.min(needs, room));
        try {
            turn.begin();
            return workers.submit(() -> work.in(turn)).get();
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            turn.end();
        }
    }

    private static Exception cause(ExecutionException e) {
        if (e.getCause() instanceof Error error) throw error;
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    /// One turn, from the moment it is asked for.
    public final class Turn {
        private final AgencyId agency;
        private final long needs;
        private boolean running;

        private Turn(AgencyId agency, long needs) {
            this.agency = agency;
            this.needs = needs;
        }

        private void begin() throws InterruptedException {
            synchronized (FairTurns.this) {
                if (waiting.size(agency) >= MOST_WAITING) throw Refusal.busy(COME_AGAIN, busy);
                waiting.add(agency, this);
                deal();
                long until = System.nanoTime() + patience.toNanos();
                while (!running) {
                    long left = until - System.nanoTime();
                    if (left <= 0) throw Refusal.busy(COME_AGAIN, busy);
                    TimeUnit.NANOSECONDS.timedWait(FairTurns.this, left);
                }
            }
        }

        /// Lets others go first whose agency has fewer turns under way; returns when it is this one's turn again.
        public void giveWay() {
            synchronized (FairTurns.this) {
                Turn next = next();
                if (next == null || runningOf(next.agency) >= runningOf(agency)) return;
                running = false;
                waiting.addFirst(agency, this);
                deal();
                try {
                    while (!running) FairTurns.this.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while others went first", e);
                }
            }
        }

        private void end() {
            synchronized (FairTurns.this) {
                running = false;
                waiting.remove(agency, this);
                if (begun.remove(this)) taken.giveBack(agency, needs);
                deal();
            }
        }
    }

    /// Deals out the turns that are free; the caller holds the lock.
    private void deal() {
        for (Turn next = next(); next != null && running() < atOnce; next = next()) {
            waiting.remove(next.agency);
            if (begun.add(next)) taken.take(next.agency, next.needs);
            next.running = true;
        }
        notifyAll();
    }

    /// The turn to be dealt out next. If it lacks room, nothing new is begun before it: what has begun makes room.
    private @Nullable Turn next() {
        Turn next = next(turn -> begun.contains(turn) || !taken.isOverShare(turn.agency, turn.needs));
        if (next == null || begun.contains(next) || taken.fits(next.needs)) return next;
        return next(begun::contains);
    }

    private @Nullable Turn next(Predicate<Turn> among) {
        Turn next = null;
        for (AgencyId agency : waiting.owners()) {
            Turn first = waiting.first(agency);
            if (!among.test(first)) continue;
            if (next == null || runningOf(agency) < runningOf(next.agency)) next = first;
        }
        return next;
    }

    private long runningOf(AgencyId agency) {
        return begun.stream()
                .filter(turn -> turn.running && turn.agency.equals(agency))
                .count();
    }

    /// Pieces of work that wait or are under way.
    synchronized int size() {
        return waiting.size() + (int) running();
    }

    /// Pieces of work under way that do not give way now.
    synchronized long running() {
        return begun.stream().filter(turn -> turn.running).count();
    }
}
