package beholden.vault.setup;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One thread, ticking on a grid of times fixed at the start.
///
/// A tick that is late, because the machine was busy or a tick took long, is made up at once, and so are
/// all that were missed. So how many rows there are follows from how long the vault has run. Were missed
/// ticks left out, a machine that is busy with searches would write fewer rows than an idle one, and the
/// number of rows would tell.
final class FixedRate implements Schedule {

    @Override
    public Running begin(Duration period, Runnable tick) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("vault-tick").daemon().unstarted(task));
        thread.scheduleAtFixedRate(tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        // close() of an executor lets the tick under way end and starts no other
        return thread::close;
    }
}
