package beholden.server.health;

import beholden.server.events.AcknowledgedLosses;
import beholden.server.events.AgencyBooks;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Compares the store with the ledger, over and over: at the start in half of the time there is, then once a day
/// over an hour or more; again at once where something is wrong, since a disk that was away for a moment may be
/// back.
///
/// What it finds is an alarm: a line in the log, a server that is not ready, a gauge at zero. It says that
/// something is wrong and not what, since whoever reads logs is not to learn of records.
@Component
final class StoreWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration SPREAD = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Installation installation;
    private final Vault vault;
    private final AgencyBooks books;
    private volatile boolean sound = true;
    private volatile int passes;
    /// Whether the latest comparison could not be made, which is said once.
    private boolean failing;
    private volatile @Nullable Thread thread;

    StoreWatch(Installation installation, Vault vault, AgencyBooks books, MeterRegistry meters) {
        this.installation = installation;
        this.vault = vault;
        this.books = books;
        Gauge.builder("beholden.store.sound", () -> sound ? 1 : 0)
                .description("1 while the store holds what the ledger says, 0 once something is missing or altered")
                .register(meters);
    }

    /// Whether the latest comparison found nothing wrong.
    boolean isSound() {
        return sound;
    }

    /// How often everything was compared since the start.
    int passes() {
        return passes;
    }

    @Override
    public void start() {
        Thread begun = Thread.ofPlatform().name("store watch").daemon().unstarted(this::watch);
        thread = begun;
        begun.start();
    }

    @Override
    public void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped == null) return;
        // It only reads, by files of its own.
        stopped.interrupt();
        try {
            stopped.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void watch() {
        try {
            while (isRunning()) {
                Thread.sleep(compared() && sound ? EVERY : AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean compared() throws InterruptedException {
        try {
            AcknowledgedLosses known = books.of(installation.operator()).fold(AcknowledgedLosses.class);
            boolean found = vault.check().isSound(known.inStore(), passes == 0 ? StoreWatch::half : StoreWatch::spread);
            if (!found && sound) {
                LOG.error("what is stored is not what the ledger says: something was removed, altered or added; stop"
                        + " the server and look: beholden losses");
            }
            sound = found;
            passes++;
            failing = false;
            return true;
        } catch (IOException | RuntimeException e) {
            if (isRunning() && !failing) {
                failing = true;
                LOG.warn(
                        "the store could not be compared with the ledger ({}); that is tried again",
                        e.getClass().getName());
            }
            return false;
        }
    }

    private static void half(Duration took, int steps) throws InterruptedException {
        Thread.sleep(took);
    }

    private static void spread(Duration took, int steps) throws InterruptedException {
        Duration share = SPREAD.dividedBy(steps);
        Thread.sleep(took.compareTo(share) > 0 ? took : share);
    }
}
