package beholden.cli.terminal;

import beholden.gallery.Progress;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Progress of a long piece of work: a bar with rate and time left on standard error, while a person watches.
public final class ProgressLine implements Progress, AutoCloseable {
    private static final int REFRESH_MILLIS = 250;

    private final @Nullable ProgressBar bar;

    private ProgressLine(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /// @param unit  name of the things counted, such as `photos`
    /// @param quiet whether the user wants none, as with `--json`
    public static ProgressLine of(String task, String unit, boolean quiet) {
        if (quiet || !Terminal.watched()) return new ProgressLine(null);
        return new ProgressLine(new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.width()))
                .build());
    }

    @Override
    public void at(long done, long total) {
        if (bar == null) return;
        bar.maxHint(total);
        bar.stepTo(done);
    }

    /// Takes the bar away before the result is printed.
    public void end() {
        if (bar != null) bar.close();
    }

    @Override
    public void close() {
        end();
    }
}
