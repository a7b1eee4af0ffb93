package beholden.server.installation;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The time that an installation goes by: the machine's, as long as that can be true.
///
/// A clock that jumps by 400 days would make every source expire at once, and one that goes back by an hour would let
/// what has expired be used again. So a jump forward by over two days, or back by over five minutes, is not followed:
/// the time goes on from the last that was believed, by the monotonic clock, until the machine's is near it again or
/// somebody says that it is right. The last time is noted on disk; over a stop the machine may gain two weeks. The
/// time never goes back.
public final class GuardedClock implements InstantSource {
    /// Name of the note in an installation's folder.
    public static final String NOTE = "clock.json";

    private static final int FORMAT = 1;
    private static final Duration BACK = Duration.ofMinutes(5);
    /// A machine that slept over a weekend.
    private static final Duration FORWARD = Duration.ofDays(2);

    private static final Duration OVER_A_STOP = Duration.ofDays(14);

    private final Path note;
    private final InstantSource machine;
    private final LongSupplier nanos;

    private Instant last;
    private long lastNanos;
    private @Nullable Instant disbelieved;

    private record Note(int format, Instant last) {}

    private GuardedClock(Path note, InstantSource machine, LongSupplier nanos, Instant last) {
        this.note = note;
        this.machine = machine;
        this.nanos = nanos;
        this.last = last;
        this.lastNanos = nanos.getAsLong();
    }

    /// The clock of an installation, which goes on from what was noted last.
    ///
    /// @param note    of the last time; need not exist
    /// @param nanos   time since any moment, which no change of the machine's clock moves
    /// @param isRight whether somebody says that the machine's time is right, whatever was noted
    /// @throws IOException if the note cannot be read, or is damaged
    public static GuardedClock open(Path note, InstantSource machine, LongSupplier nanos, boolean isRight)
            throws IOException {
        Instant now = machine.instant();
        Instant noted = isRight || !Files.exists(note) ? now : read(note);
        boolean plausible = isWithin(noted, now, OVER_A_STOP);
        return new GuardedClock(note, machine, nanos, plausible && now.isAfter(noted) ? now : noted);
    }

    private static Instant read(Path note) throws IOException {
        try {
            Note read = JsonMapper.shared().readValue(Files.readAllBytes(note), Note.class);
            if (read.format() == FORMAT && read.last() != null) return read.last();
        } catch (JacksonException _) {
            // said below
        }
        throw new IOException(note + ": is damaged; look whether the machine's time is right, and delete the file");
    }

    private static boolean isWithin(Instant from, Instant to, Duration forward) {
        return !to.isBefore(from.minus(BACK)) && !to.isAfter(from.plus(forward));
    }

    @Override
    public synchronized Instant instant() {
        long nanosNow = nanos.getAsLong();
        Instant told = machine.instant();
        Instant expected = last.plusNanos(nanosNow - lastNanos);
        boolean believed = isWithin(expected, told, FORWARD);
        disbelieved = believed ? null : told;
        Instant now = believed ? told : expected;
        if (now.isAfter(last)) last = now;
        lastNanos = nanosNow;
        return last;
    }

    /// What the machine's clock says, where that is not believed.
    public synchronized Optional<Instant> disbelieved() {
        instant();
        return Optional.ofNullable(disbelieved);
    }

    /// Notes the time on disk.
    public void note() throws IOException {
        DurableFile.replace(note, JsonMapper.shared().writeValueAsBytes(new Note(FORMAT, instant())));
    }
}
