package beholden.drill.world;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Everything that this process logs while it is open, by whichever of the usual interfaces, instead of the places
/// where it usually goes: the program's own loggers at every level, those of libraries as an installation runs
/// them.
///
/// For one user at a time: the loggers belong to the whole process.
public final class CapturedLog extends Handler implements AutoCloseable {
    /// Name by which a sighting in the log gives its place.
    public static final String PLACE = "the log";

    /// Held here, since a logger that nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OWN = Logger.getLogger("beholden");

    private final Formatter formatter = new SimpleFormatter();
    private final List<String> lines = new ArrayList<>();
    private final Handler[] displaced = ROOT.getHandlers();
    private final @Nullable Level ownLevel = OWN.getLevel();
    private final @Nullable Level rootLevel = ROOT.getLevel();

    private CapturedLog() {}

    public static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        log.setLevel(Level.ALL);
        for (Handler handler : log.displaced) ROOT.removeHandler(handler);
        ROOT.addHandler(log);
        ROOT.setLevel(Level.INFO);
        OWN.setLevel(Level.ALL);
        return log;
    }

    /// The records so far, each with its time, logger, message and stack trace.
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /// Adds what a program would log of an error that reached its outermost part.
    public synchronized void add(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        lines.add(trace.toString());
    }

    @Override
    public synchronized void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + record.getLoggerName() + " " + formatter.format(record));
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        for (Handler handler : displaced) ROOT.addHandler(handler);
        OWN.setLevel(ownLevel);
        ROOT.setLevel(rootLevel);
    }
}
