package beholden.cli.ledger;

import beholden.cli.terminal.ProgressLine;
import beholden.ledger.AuditProgress;
import org.jspecify.annotations.Nullable;

/// One progress line after the other, for the steps of an audit.
final class AuditProgressLine implements AuditProgress, AutoCloseable {
    private final boolean quiet;
    private @Nullable Step step;
    private @Nullable ProgressLine line;

    AuditProgressLine(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public synchronized void at(Step now, long done, long total) {
        ProgressLine current = line;
        if (current == null || now != step) {
            close();
            current = switch (now) {
                case TREE -> ProgressLine.of("ledger", "entries", quiet);
                case CELLS -> ProgressLine.of("database", "cells", quiet);
                case COMPARISON -> ProgressLine.of("comparing", "entries", quiet);
            };
            step = now;
            line = current;
        }
        current.at(done, total);
    }

    @Override
    public synchronized void close() {
        if (line != null) line.end();
        line = null;
    }
}
