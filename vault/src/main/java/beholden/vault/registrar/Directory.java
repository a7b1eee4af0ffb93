package beholden.vault.registrar;

import beholden.vault.key.AgencyId;
import beholden.vault.log.Damage;
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Names and contacts of agencies, in a sealed log of their own: the vault appends entries and cannot read
/// them.
///
/// An event is one byte for its kind and then
/// - 1, an entry: an HPKE box that only the registrar opens, always of one size;
/// - 2, a reading: a [DirectoryReading] as JSON.
///
/// The server sees how many entries there are, and who read when; not what they say, nor which agency's id is
/// in which. Somebody who steals the vault without its keys sees none of that.
public final class Directory {
    private static final byte ENTRY = 1;
    private static final byte READING = 2;

    private final SealedLog log;
    private final InstantSource clock;

    /// @param log of [AgencyId#DIRECTORY]
    public Directory(SealedLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// Writes down who an agency is; durable when it returns. A later entry for the same id takes the place of
    /// this one.
    ///
    /// Waits for the vault to tick.
    public void add(RegistrarKey key, AgencyId agency, String name, String contact) throws IOException {
        append(ENTRY, Registrar.seal(key, new DirectoryEntry(agency, name, contact, clock.instant())));
    }

    /// Findings of a reading of all entries.
    ///
    /// @param entries    the latest of each agency, in no particular order
    /// @param unreadable how many entries do not open: not sealed to this registrar's key
    public record Listing(Collection<DirectoryEntry> entries, int unreadable) {}

    /// Who one agency is; empty if no entry that opens has its id. The reading is durable before anything is
    /// opened.
    ///
    /// @param readers who reads, in their own words
    /// @param purpose why, in their own words
    public Optional<DirectoryEntry> read(Registrar registrar, AgencyId agency, String readers, String purpose)
            throws IOException {
        record(registrar, readers, purpose, false);
        return open(registrar).entries().stream()
                .filter(entry -> entry.id().equals(agency))
                .findFirst();
    }

    /// Who all agencies are. The reading is durable before anything is opened.
    ///
    /// @param readers who reads, in their own words
    /// @param purpose why, in their own words
    public Listing list(Registrar registrar, String readers, String purpose) throws IOException {
        record(registrar, readers, purpose, true);
        return open(registrar);
    }

    /// All readings so far, oldest first. Takes no share.
    public List<DirectoryReading> readings() throws IOException {
        List<DirectoryReading> readings = new ArrayList<>();
        for (byte[] content : contents(READING)) {
            try {
                readings.add(JsonMapper.shared().readValue(content, DirectoryReading.class));
            } catch (JacksonException e) {
                throw new RegistrarException("a reading of the directory has a form that this version does not know");
            }
        }
        return readings;
    }

    private void record(Registrar registrar, String readers, String purpose, boolean inBulk) throws IOException {
        DirectoryReading reading = new DirectoryReading(clock.instant(), registrar.holders(), readers, purpose, inBulk);
        append(READING, JsonMapper.shared().writeValueAsBytes(reading));
    }

    private Listing open(Registrar registrar) throws IOException {
        Map<AgencyId, DirectoryEntry> entries = new HashMap<>();
        int unreadable = 0;
        for (byte[] box : contents(ENTRY)) {
            try {
                DirectoryEntry entry = registrar.open(box);
                entries.put(entry.id(), entry);
            } catch (RegistrarException _) {
                // Whoever holds the vault's keys can append rubbish; that must not hide the rest.
                unreadable++;
            }
        }
        return new Listing(entries.values(), unreadable);
    }

    /// @throws RegistrarException if events of the directory were removed or altered: an answer without them
    ///                            would mislead
    private List<byte[]> contents(byte kind) throws IOException {
        Reading reading = log.read(Position.START);
        for (Damage damage : reading.damages()) {
            if (damage.cause() == Damage.Cause.SHREDDED) continue;
            throw new RegistrarException("the directory is damaged: " + damage
                    + "; put back the store's latest copy, and have the ledger audited");
        }
        List<byte[]> contents = new ArrayList<>();
        for (SealedEvent event : reading.events()) {
            byte[] bytes = event.bytes();
            if (bytes[0] == kind) contents.add(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
        return contents;
    }

    private void append(byte kind, byte[] content) throws IOException {
        byte[] event = new byte[1 + content.length];
        event[0] = kind;
        System.arraycopy(content, 0, event, 1, content.length);
        Future<Position> recorded = log.append(event);
        try {
            recorded.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io
                    ? io
                    : new IOException("the directory's event was not recorded", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the directory's event was recorded; look whether it was", e);
        }
    }
}
