package beholden.vault.setup;

import java.time.Duration;

/// When ticks happen: the vault's clock.
@FunctionalInterface
public interface Schedule {

    /// Runs `tick` once every `period`, one at a time, until the result is closed; `tick` does not throw.
    Running begin(Duration period, Runnable tick);

    /// A schedule under way.
    interface Running extends AutoCloseable {

        /// No tick runs any more when this returns.
        @Override
        void close();
    }
}
