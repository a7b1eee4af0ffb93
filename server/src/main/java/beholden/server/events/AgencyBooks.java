package beholden.server.events;

import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.UnknownAgencyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The books of the agencies that are at work.
@Component
public class AgencyBooks {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyBooks.class);

    private static final String DAMAGED = "Records that this rests on are missing, or were altered. Nothing is shown or"
            + " done until whoever runs this installation has looked into it: tell them.";
    private static final String UNKNOWN = "Records that this rests on were written by a newer version of this software."
            + " Nothing is shown or done until whoever runs this installation has put it back: tell them.";
    private static final String ALARM = "records are missing from the vault, were altered there, or were written by a"
            + " newer version; whatever rests on them is refused; stop the server and look: beholden losses";

    private final Vault vault;
    private final List<EventKinds> kinds;
    private final EventCoding coding;
    private final List<Unfinished> unfinished;
    private final InstantSource clock;
    private final Map<AgencyId, AgencyBook> open = new ConcurrentHashMap<>();
    /// A lock for each agency, so that reading the book of one keeps nobody of another waiting. None is ever
    /// dropped, since somebody may wait on it, and none is made for a guessed id.
    private final Map<AgencyId, Object> locks = new ConcurrentHashMap<>();
    /// Agencies that are refused until the server is started again.
    private final Map<AgencyId, Refusal> damaged = new ConcurrentHashMap<>();

    AgencyBooks(Vault vault, List<EventKinds> kinds, List<Unfinished> unfinished, InstantSource clock) {
        this.vault = vault;
        this.kinds = Stream.concat(kinds.stream(), Stream.of(AcknowledgedLosses.KINDS))
                .toList();
        this.coding = new EventCoding(this.kinds);
        this.unfinished = List.copyOf(unfinished);
        this.clock = clock;
    }

    List<EventKinds> kinds() {
        return kinds;
    }

    /// The book of an agency that there is.
    ///
    /// @throws IllegalStateException if there are no keys of it
    /// @throws Refusal.Damaged if records of it are gone that nobody has acknowledged
    public AgencyBook of(AgencyId agency) {
        return find(agency).orElseThrow(() -> new IllegalStateException("there are no keys of this agency any more"));
    }

    /// The book of an agency; empty if there are no keys of it.
    ///
    /// @throws NotYetRecordedException while records of a book that is given up are still on their way
    /// @throws Refusal.Damaged if records of it are gone that nobody has acknowledged
    public Optional<AgencyBook> find(AgencyId agency) {
        AgencyBook known = open.get(agency);
        if (known != null && !known.isStale()) {
            return Optional.of(known);
        }
        if (!vault.keyring().knows(agency)) {
            if (known != null) open.remove(agency, known);
            return Optional.empty();
        }
        synchronized (locks.computeIfAbsent(agency, _ -> new Object())) {
            return read(agency);
        }
    }

    private Optional<AgencyBook> read(AgencyId agency) {
        AgencyBook known = open.get(agency);
        if (known != null && !known.isStale()) return Optional.of(known);
        if (known != null && known.isRecording()) {
            throw new NotYetRecordedException(
                    "earlier records are still being written; try again in a minute",
                    new IllegalStateException("stale"));
        }
        Refusal before = damaged.get(agency);
        if (before != null) throw before;
        try {
            AgencyBook book = new AgencyBook(agency, vault.log(agency), coding, kinds, clock);
            if (book.isDamaged()) throw refused(agency, Refusal.damaged(DAMAGED));
            unfinished.forEach(work -> work.finish(book));
            open.put(agency, book);
            return Optional.of(book);
        } catch (UnknownAgencyException _) {
            open.remove(agency);
            return Optional.empty();
        } catch (UnknownEventException _) {
            throw refused(agency, Refusal.damaged(UNKNOWN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Refusal refused(AgencyId agency, Refusal refusal) {
        // said once, and of no agency in particular: more lines would count them
        if (damaged.put(agency, refusal) == null && damaged.size() == 1) LOG.error(ALARM);
        return refusal;
    }

    /// Whether an agency was refused since records of it are gone, or cannot be read.
    public boolean areDamaged() {
        return !damaged.isEmpty();
    }

    /// Forgets an agency's state, as when nobody of it is signed in.
    public void close(AgencyId agency) {
        AgencyBook book = open.get(agency);
        if (book == null) return;
        book.retire();
        if (!book.isRecording()) open.remove(agency);
    }
}
