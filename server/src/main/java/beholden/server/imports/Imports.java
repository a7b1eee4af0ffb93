package beholden.server.imports;

import beholden.enrol.Refusals;
import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.server.identity.SignedIn;
import beholden.server.imports.intake.IntakeException;
import beholden.server.imports.intake.IntakeLimits;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoCounts;
import beholden.server.source.PhotoHash;
import beholden.server.source.SourceId;
import beholden.server.takedown.Takedowns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// All imports: one runs, the others wait. Those that the server had to leave go on when it is started again.
@Component
public class Imports implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final GallerySources sources;
    private final Takedowns takedowns;
    private final PhotoCounts counts;
    private final Gallery gallery;
    private final FaceEngine engine;
    private final InstantSource clock;
    private final ImportFolders folders;
    private final SequencedMap<ImportId, Import> all = new LinkedHashMap<>();
    /// Number of photos that had been taken down when an import that stands still was looked through.
    private final Map<ImportId, Integer> cleared = new ConcurrentHashMap<>();

    private @Nullable ExecutorService worker;
    private @Nullable Work atWork;
    private volatile boolean closing;

    /// The import whose turn it is.
    ///
    /// @param over done when it has left its turn
    private record Work(Import job, CompletableFuture<Void> over) {}

    /// @param importable folder below which folders of the server may be imported; empty for `import` in the
    ///     installation's folder
    Imports(
            Installation installation,
            GallerySources sources,
            Takedowns takedowns,
            PhotoCounts counts,
            @Value("${beholden.import:}") String importable)
            throws IOException {
        this.sources = sources;
        this.takedowns = takedowns;
        this.counts = counts;
        this.gallery = installation.gallery();
        this.engine = installation.faces();
        this.clock = installation.clock();
        Path from = importable.isEmpty() ? installation.folder().resolve("import") : Path.of(importable);
        this.folders = new ImportFolders(installation.folder().resolve("imports"), from);
    }

    /// How much one import may hand in.
    IntakeLimits intakeLimits() {
        return IntakeLimits.of(engine.settings().limits());
    }

    @Override
    public synchronized void start() {
        try {
            for (Import job : folders.readAll(sources.book().fold(ImportLog.class))) {
                switch (job.state()) {
                    case RUNNING -> job.change(stand -> stand.rolledBack().in(ImportState.WAITING));
                    case PAUSING -> job.change(stand -> stand.rolledBack().in(ImportState.PAUSED));
                    case FINISHED, CANCELLED -> folders.deletePhotos(job.order().id());
                    default -> {
                        // as it was; one that was being cancelled is cancelled when its turn comes
                    }
                }
                all.put(job.order().id(), job);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closing = false;
        worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("imports").factory());
        for (Import job : all.values()) if (isDue(job)) callWorker();
    }

    @Override
    public void stop() {
        ExecutorService stopped;
        synchronized (this) {
            closing = true;
            stopped = worker;
            worker = null;
            all.values().forEach(Import::wake);
        }
        // The photos at hand are finished and committed: some seconds.
        if (stopped != null) stopped.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /// Whether the server is about to stop: nobody is kept waiting.
    boolean isClosing() {
        return closing;
    }

    /// A folder for what is handed in; the caller begins the import or gives it up.
    Path receive(ImportId id) throws IOException {
        return folders.make(id);
    }

    void giveUp(ImportId id) throws IOException {
        folders.delete(id);
    }

    /// Records that an import begins, and puts it behind those that wait.
    ///
    /// @throws Refusal         if its source is not active
    /// @throws IntakeException if there is nothing to import
    Import begin(SignedIn who, ImportOrder order) throws IOException {
        var delivery = folders.delivery(order, intakeLimits());
        long total = delivery.files().size() + delivery.unreadable().size();
        if (total == 0) throw new IntakeException("there are no files in it; give photos, or an archive of them");
        sources.actAs(who, (now, happening) -> {
            if (!now.isActive(order.source(), sources.today())) throw inactive();
            happening.record(new ImportEvent.ImportBegun(order.id(), order.source()));
        });
        Import job = new Import(order, ImportStand.waiting(total));
        job.note(folders::write);
        synchronized (this) {
            all.put(order.id(), job);
            callWorker();
        }
        return job;
    }

    static Refusal inactive() {
        return Refusal.conflict(
                "This source is not active today; look at its first and last day, and whether it was" + " ended.");
    }

    synchronized Optional<Import> find(ImportId id) {
        return Optional.ofNullable(all.get(id));
    }

    /// The latest first.
    synchronized List<Import> of(SourceId source) {
        return all.sequencedValues().reversed().stream()
                .filter(job -> job.order().source().equals(source))
                .toList();
    }

    Path report(Import job) {
        return folders.report(job.order().id());
    }

    void pause(Import job) throws IOException {
        change(job, state -> switch (state) {
            case WAITING -> ImportState.PAUSED;
            case RUNNING -> ImportState.PAUSING;
            case PAUSING, PAUSED -> state;
            default ->
                throw Refusal.conflict("This import is over, has failed or is damaged; there is nothing to pause.");
        });
    }

    void resume(Import job) throws IOException {
        if (!sources.now().isActive(job.order().source(), sources.today())) throw inactive();
        change(job, state -> switch (state) {
            case PAUSED, FAILED -> ImportState.WAITING;
            case PAUSING -> ImportState.RUNNING;
            case WAITING, RUNNING -> state;
            case DAMAGED ->
                throw Refusal.conflict("The note of this import is damaged; cancel it, and import its photos again.");
            default -> throw Refusal.conflict("This import is over; begin another.");
        });
    }

    void cancel(Import job) throws IOException {
        change(job, state -> switch (state) {
            case CANCELLED -> state;
            case FINISHED -> throw Refusal.conflict("This import is finished; end its source to remove its photos.");
            default -> ImportState.CANCELLING;
        });
    }

    private interface Step {
        ImportState from(ImportState state);
    }

    private synchronized void change(Import job, Step step) throws IOException {
        job.change(of -> of.in(step.from(of.state())), folders::write);
        callWorker();
    }

    /// Lets the worker look for an import that is due once it is free.
    private synchronized void callWorker() {
        if (worker != null) worker.execute(this::work);
    }

    /// Number of imports into a source, those that are over included.
    public int count(SourceId source) {
        return of(source).size();
    }

    /// Stops whatever imports into a source; when it returns, nothing does any more.
    public void stopAllOf(SourceId source) throws InterruptedException {
        Work now;
        synchronized (this) {
            for (Import job : of(source)) {
                switch (job.state()) {
                    case WAITING -> job.change(stand -> stand.in(ImportState.PAUSED));
                    case RUNNING -> job.change(stand -> stand.in(ImportState.PAUSING));
                    default -> {
                        // stands still, or is about to
                    }
                }
            }
            now = atWork;
        }
        if (now == null || !now.job().order().source().equals(source)) return;
        try {
            now.over().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is only ever completed
        }
    }

    /// Deletes all imports of a source, which are stopped.
    public synchronized void deleteAllOf(SourceId source) throws IOException {
        for (Import job : new ArrayList<>(of(source))) {
            folders.delete(job.order().id());
            all.remove(job.order().id());
            job.wake();
        }
    }

    /// Deletes the photos of these bytes from what was handed in for imports that stand still.
    ///
    /// @param takenDown all there are; never fewer than the last time
    public void deleteHandedIn(Set<PhotoHash> takenDown) throws IOException {
        List<Import> still;
        synchronized (this) {
            still = all.values().stream()
                    .filter(job -> switch (job.state()) {
                        case PAUSED, FAILED, DAMAGED -> true;
                        default -> false;
                    })
                    .toList();
        }
        cleared.keySet().retainAll(still.stream().map(job -> job.order().id()).toList());
        for (Import job : still) {
            // All of it is read, which is done once.
            if (cleared.getOrDefault(job.order().id(), 0) == takenDown.size()) continue;
            folders.deletePhotos(job.order().id(), takenDown);
            cleared.put(job.order().id(), takenDown.size());
        }
    }

    private void work() {
        Work work = next();
        if (work == null) return;
        Import job = work.job();
        try {
            perform(job);
        } catch (IOException | RuntimeException | Error e) {
            // What is wrong with what was handed in is for who did, not for the log.
            if (!(e instanceof IntakeException)) LOG.error("an import failed", e);
            String problem = problem(job, e);
            job.change(stand -> stand.rolledBack().in(ImportState.FAILED).because(problem));
        } finally {
            leave(work);
        }
    }

    /// The reason why an import broke off, with what it has come to.
    private static String problem(Import job, Throwable e) {
        String what = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        ImportStand stand = job.stand();
        Tally kept = stand.durable().tally();
        if (e instanceof IntakeException && kept.photos() == 0) return what;
        return "%s. Enrolled for good: %,d faces of %,d photos; %,d of %,d files are done. Mend it, and resume the import."
                .formatted(what, kept.faces(), kept.enrolled(), kept.photos(), stand.total());
    }

    /// The oldest import that is due, whose turn begins.
    private synchronized @Nullable Work next() {
        if (closing) return null;
        atWork = all.values().stream()
                .filter(Imports::isDue)
                .findFirst()
                .map(job -> new Work(job, new CompletableFuture<>()))
                .orElse(null);
        return atWork;
    }

    private static boolean isDue(Import job) {
        return job.state() == ImportState.WAITING || job.state() == ImportState.CANCELLING;
    }

    private synchronized void leave(Work work) {
        Import job = work.job();
        atWork = null;
        work.over().complete(null);
        try {
            if (all.containsKey(job.order().id())) job.note(folders::write);
        } catch (IOException | RuntimeException e) {
            LOG.error("how an import stands could not be noted", e);
        }
    }

    private void perform(Import job) throws IOException {
        SourceId source = job.order().source();
        boolean cancelled = job.state() == ImportState.CANCELLING;
        boolean through = false;
        if (!cancelled && job.change(Imports::running).state() == ImportState.RUNNING) {
            boolean[] stopped = {false};
            try {
                new ImportRun(job, folders, engine, gallery, refusals(), sources.today()).run(() -> {
                    stopped[0] |= closing
                            || job.state() != ImportState.RUNNING
                            || !sources.now().isActive(source, sources.today());
                    return stopped[0];
                });
            } finally {
                counts.recount();
            }
            through = !stopped[0];
        }
        boolean goesOn = sources.now().isActive(source, sources.today());
        boolean done = through;
        ImportState[] next = {ImportState.FAILED};
        job.change(stand -> {
            next[0] = next(stand.state(), done, goesOn);
            // Shown as ended only when the record of it is durable.
            return next[0].isFinal() ? stand : stand.in(next[0]);
        });
        if (next[0].isFinal()) end(job, next[0]);
    }

    private static ImportState next(ImportState state, boolean through, boolean goesOn) {
        return switch (state) {
            case CANCELLING -> ImportState.CANCELLED;
            case PAUSING -> ImportState.PAUSED;
            case RUNNING -> {
                if (through) yield ImportState.FINISHED;
                // The server closes, or the import was paused and resumed while it still stopped; or its source ended.
                yield goesOn ? ImportState.WAITING : ImportState.PAUSED;
            }
            default -> state;
        };
    }

    // Paused or cancelled in the moment before it was to run, it does not.
    private static ImportStand running(ImportStand of) {
        return of.state() == ImportState.WAITING ? of.in(ImportState.RUNNING) : of;
    }

    private Refusals refusals() {
        return hash -> takedowns
                .at(new PhotoHash(hash))
                .map(at -> "taken down on " + LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse(null);
    }

    private void end(Import job, ImportState how) throws IOException {
        ImportOrder order = job.order();
        Tally tally = job.stand().tally();
        ImportLog log = sources.book().fold(ImportLog.class);
        sources.act(order.by(), (_, happening) -> {
            // A server that stopped right after this record ends the import once more.
            if (!log.hasEnded(order.id())) {
                happening.record(new ImportEvent.ImportEnded(order.id(), order.source(), how, tally));
            }
        });
        // Shown as ended only when nothing that was handed in is left.
        job.change(of -> of.in(how).endedAt(clock.instant()), (of, over) -> {
            folders.write(of, over);
            folders.deletePhotos(of.id());
        });
    }
}
