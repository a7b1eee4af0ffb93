package beholden.server.events;

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
import org.springframework.stereotype.Component;

/// The books of the agencies that are at work.
@Component
public class AgencyBooks {
    private final Vault vault;
    private final List<EventKinds> kinds;
    private final EventCoding coding;
    private final List<Unfinished> unfinished;
    private final InstantSource clock;
    private final Map<AgencyId, AgencyBook> open = new ConcurrentHashMap<>();
    /// A lock for each agency, so that reading the book of one keeps nobody of another waiting. None is ever
    /// dropped, since somebody may wait on it, and none is made for a guessed id.
    private final Map<AgencyId, Object> locks = new ConcurrentHashMap<>();

    AgencyBooks(Vault vault, List<EventKinds> kinds, List<Unfinished> unfinished, InstantSource clock) {
        this.vault = vault;
        this.kinds = List.copyOf(kinds);
        this.coding = new EventCoding(kinds);
        this.unfinished = List.copyOf(unfinished);
        this.clock = clock;
    }

    /// The book of an agency that there is.
    ///
    /// @throws IllegalStateException if there are no keys of it
    public AgencyBook of(AgencyId agency) {
        return find(agency).orElseThrow(() -> new IllegalStateException("there are no keys of this agency any more"));
    }

    /// The book of an agency; empty if there are no keys of it.
    ///
    /// @throws NotYetRecordedException while records of a book that is given up are still on their way
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
        try {
            AgencyBook book = new AgencyBook(agency, vault.log(agency), coding, kinds, clock);
            unfinished.forEach(work -> work.finish(book));
            open.put(agency, book);
            return Optional.of(book);
        } catch (UnknownAgencyException _) {
            open.remove(agency);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Forgets an agency's state, as when nobody of it is signed in.
    public void close(AgencyId agency) {
        AgencyBook book = open.get(agency);
        if (book == null) return;
        book.retire();
        if (!book.isRecording()) open.remove(agency);
    }
}
