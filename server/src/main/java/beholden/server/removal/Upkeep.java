package beholden.server.removal;

import beholden.gallery.Change;
import beholden.gallery.Gallery;
import beholden.server.events.AgencyBook;
import beholden.server.imports.Imports;
import beholden.server.installation.GuardedClock;
import beholden.server.installation.Installation;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoCounts;
import beholden.server.source.Source;
import beholden.server.source.SourceEvent;
import beholden.server.source.SourceId;
import beholden.server.source.Sources;
import beholden.server.takedown.Takedowns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Upkeep that is due without anybody's doing: sources expire, what has ended is removed, photos that were kept
/// long enough go, photos that were taken down stay away, and the time is noted. Looks every minute, and when asked.
@Component
class Upkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final GallerySources sources;
    private final Gallery gallery;
    private final PhotoCounts photos;
    private final Removals removals;
    private final Takedowns takedowns;
    private final Imports imports;
    private final InstantSource clock;
    private boolean clockIsOff;
    private @Nullable ScheduledExecutorService timer;

    Upkeep(
            Installation installation,
            GallerySources sources,
            PhotoCounts photos,
            Removals removals,
            Takedowns takedowns,
            Imports imports) {
        this.sources = sources;
        this.gallery = installation.gallery();
        this.photos = photos;
        this.removals = removals;
        this.takedowns = takedowns;
        this.imports = imports;
        this.clock = installation.clock();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("upkeep of sources").factory());
        started.scheduleWithFixedDelay(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopped;
        synchronized (this) {
            stopped = timer;
            timer = null;
        }
        // Not interrupted: an interrupt in the midst of writing would close the gallery's files.
        if (stopped != null) stopped.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /// Looks at once, in the background.
    ///
    /// @return ends with the look; cancelled if the server is stopping: it looks when it starts again
    synchronized Future<?> soon() {
        return timer == null ? cancelled() : timer.submit(this::round);
    }

    @EventListener
    void lookAt(SourceEvent.RemovalBegun begun) {
        soon();
    }

    private static Future<?> cancelled() {
        Future<?> never = new CompletableFuture<>();
        never.cancel(false);
        return never;
    }

    private void round() {
        attempt(this::minuteOfClock);
        attempt(this::expire);
        attempt(this::removeWhatIsDue);
        attempt(takedowns::enforce);
        attempt(() -> imports.deleteHandedIn(takedowns.all()));
    }

    private void removeWhatIsDue() {
        for (Source source : sources.now().all()) {
            if (source.end() != null) attempt(() -> remove(source.id()));
            else attempt(() -> retain(source));
        }
    }

    private interface Chore {
        void perform() throws IOException, InterruptedException;
    }

    // One that fails is tried again in the next round, and keeps no other from its turn; whatever it is, since nobody
    // would see that the rounds have ended.
    private void attempt(Chore chore) {
        try {
            chore.perform();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("the upkeep of sources failed, and will be tried again", e);
        }
    }

    /// Notes the time, and says it once when the machine's clock is no longer believed.
    private void minuteOfClock() throws IOException {
        if (!(clock instanceof GuardedClock guarded)) return;
        guarded.note();
        Optional<Instant> told = guarded.disbelieved();
        if (told.isPresent() && !clockIsOff) {
            LOG.error(
                    "the machine's clock jumped to {} and is not followed; set it right, or start the server with --clock-is-right",
                    told.get());
        }
        clockIsOff = told.isPresent();
    }

    private void expire() {
        LocalDate today = sources.today();
        boolean due = sources.now().all().stream().anyMatch(source -> source.stateOn(today) == Source.State.ENDED);
        if (!due) return;
        sources.act(null, (now, happening) -> {
            for (Source source : now.all()) {
                if (source.stateOn(today) == Source.State.ENDED) {
                    happening.record(new SourceEvent.SourceEnded(source.id(), Source.Reason.EXPIRED, ""));
                }
            }
        });
    }

    private void remove(SourceId id) throws IOException, InterruptedException {
        begin(id);
        AgencyBook book = sources.book();
        Source source = book.fold(Sources.class).find(id).orElseThrow();
        Source.End end = source.end();
        Source.Begun begun = end == null ? null : end.begun();
        if (begun == null) return;
        // Nothing is removed before it is durable that this was decided.
        book.awaitRecorded(begun.event());
        // The second is so after a gallery was put back from a backup.
        if (source.receipt() == null || gallery.facesBySource().containsKey(id.value())) removals.remove(id);
    }

    /// Begins a removal when the days of grace are over.
    private void begin(SourceId id) {
        if (!isDue(sources.now(), id)) return;
        sources.act(null, (now, happening) -> {
            if (isDue(now, id)) happening.record(new SourceEvent.RemovalBegun(id));
        });
    }

    private boolean isDue(Sources now, SourceId id) {
        Source.End end = now.find(id).orElseThrow().end();
        return end != null && end.begun() == null && !sources.today().isBefore(end.removedOn());
    }

    private void retain(Source source) throws IOException {
        LocalDate today = sources.today();
        Integer days = source.retentionOn(today);
        if (days == null) return;
        LocalDate before = today.minusDays(days);
        Change change = new Change.Builder()
                .removeEnrolledBefore(source.id().value(), before)
                .build();
        long faces = gallery.apply(change).removed();
        if (faces == 0) return;
        photos.recount();
        sources.act(
                null, (_, happening) -> happening.record(new SourceEvent.RetentionEnded(source.id(), before, faces)));
    }
}
