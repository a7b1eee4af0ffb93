package beholden.cli.terminal;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Turns the first Ctrl-C (and the signal of a system that shuts down) into a request to stop soon; a second
/// one ends the process at once, which a gallery survives.
///
/// A shutdown hook would not do: ONNX Runtime has one of its own that tears its environment down at once, under
/// the photos still being looked at.
public final class Interruption implements AutoCloseable {
    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private volatile boolean requested;

    /// An interruption of a command that looks at photos.
    ///
    /// @param notes told when a stop is requested
    public Interruption(PrintWriter notes) {
        this(notes, "Stopping after the photos at hand; press Ctrl-C again to stop at once.");
    }

    /// An interruption that is answered with `message`.
    ///
    /// @param notes   told when a stop is requested
    /// @param message sentence that `notes` is told
    public Interruption(PrintWriter notes, String message) {
        for (String name : new String[] {"INT", "TERM"}) {
            Signal signal = new Signal(name);
            before.put(signal, Signal.handle(signal, _ -> {
                requested = true;
                Signal.handle(signal, SignalHandler.SIG_DFL);
                notes.printf("%n%s%n", message);
            }));
        }
    }

    public boolean requested() {
        return requested;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
