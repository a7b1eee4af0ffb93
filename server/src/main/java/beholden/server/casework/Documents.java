package beholden.server.casework;

import beholden.ground.Sha256;
import beholden.ground.TypedText;
import beholden.server.casework.CaseworkEvent.*;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.file.DamagedFileException;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Authorising documents: accepted at once, sealed at the vault's constant rate, kept in memory until then.
///
/// If the server is killed in between, a document is lost: the log tells that it was received and not that it was
/// sealed.
@Service
class Documents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final int LONGEST_NAME = 120;
    private static final int MOST_WAITING = 4;

    private final AgencyBooks books;
    private final Casework casework;
    private final CaseFiles files;
    private final Vault vault;
    private final Papers papers;
    private final Map<Place, byte[]> waiting = new ConcurrentHashMap<>();
    private final AfterSealing afterSealing = new AfterSealing();

    private record Place(AgencyId agency, CaseId caseId, int number) {}

    Documents(AgencyBooks books, Casework casework, CaseFiles files, Vault vault, Papers papers) {
        this.books = books;
        this.casework = casework;
        this.files = files;
        this.vault = vault;
        this.papers = papers;
    }

    /// Accepts a document, beside those that the case has already; the receipt is durable when this returns.
    ///
    /// @throws Refusal if it is not what it says to be, the case is closed, or too many wait
    Case put(SignedIn who, CaseId id, DocumentType type, @Nullable String name, byte[] bytes) {
        String called = name(name);
        if (bytes.length > Document.LONGEST) throw tooLong();
        if (!type.begins(bytes)) {
            throw Refusal.invalid("the document does not begin as " + type.mediaType()
                    + " does; send it with the Content-Type that it has, or scan it again");
        }
        papers.requireReadable(who.agency(), type, bytes);
        try (FileRoom room = files.reserve(who.agency(), id, FileKind.DOCUMENTS, bytes.length)) {
            seal(who, receive(who, id, type, called, bytes), bytes, room);
        } catch (RuntimeException e) {
            waiting.values().remove(bytes);
            throw e;
        }
        return casework.find(who, id);
    }

    private Place receive(SignedIn who, CaseId id, DocumentType type, String name, byte[] bytes) {
        return books.of(who.agency()).actAs(who, happening -> {
            Case of = casework.find(who, id);
            Casework.requireOpen(of);
            requireRoom(who.agency());
            files.requireRoom(who.agency(), id);
            int number = of.document() == null ? 1 : of.document().number() + 1;
            happening.record(new DocumentReceived(id, number, name, type, bytes.length, Sha256.of(bytes)));
            Place place = new Place(who.agency(), id, number);
            waiting.put(place, bytes);
            return place;
        });
    }

    private void seal(SignedIn who, Place place, byte[] bytes, FileRoom room) {
        var _ = afterSealing.awaiting(room.put(bytes)
                .thenAcceptAsync(
                        ref -> books.of(place.agency()).act(who.account(), happening -> {
                            happening.record(new DocumentSealed(place.caseId(), place.number(), ref.bytes()));
                            return ref;
                        }),
                        afterSealing)
                // If it is lost, its case says so. A line in the log for each would tell how many there were.
                .whenComplete((_, _) -> waiting.remove(place)));
    }

    /// A file's name, which is shown and offered for saving: no folders.
    private static String name(@Nullable String name) {
        String called = TypedText.line("X-File-Name", name, LONGEST_NAME);
        if (called.contains("/") || called.contains("\\")) {
            throw Refusal.invalid("X-File-Name: has a slash; send the name without its folder");
        }
        return called;
    }

    static Refusal tooLong() {
        return Refusal.invalid("the document has more than %,d bytes; scan it with fewer colours or a lower resolution"
                .formatted(Document.LONGEST));
    }

    private void requireRoom(AgencyId agency) {
        long now = waiting.keySet().stream()
                .filter(place -> place.agency().equals(agency))
                .count();
        if (now >= MOST_WAITING) {
            throw Refusal.conflict(MOST_WAITING + " documents are being sealed, which takes minutes; send this one"
                    + " when one of them is sealed");
        }
    }

    /// Whether a version of a case's document is still to be sealed.
    boolean waits(AgencyId agency, CaseId caseId, Document document) {
        return waiting.containsKey(new Place(agency, caseId, document.number()));
    }

    /// Whether a version of a case's document was received and can neither be read nor will be.
    boolean isLost(SignedIn who, Case of, Document document) {
        if (!isUnsealed(of, document) || waits(who.agency(), of.id(), document)) return false;
        // between the two looks it may have been sealed
        Case now = casework.find(who, of.id());
        return isUnsealed(now, version(now, document.number()));
    }

    private static boolean isUnsealed(Case of, Document document) {
        return of.shredding() == null && !document.sealed();
    }

    /// @throws Refusal not found, if the case has no such version
    static Document version(Case of, int number) {
        return of.documents().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Place place(SignedIn who, Case of, Document document) {
        return new Place(who.agency(), of.id(), document.number());
    }

    /// A version of the document of a case, as it was sent.
    ///
    /// @throws Refusal if it is lost or damaged
    byte[] get(SignedIn who, Case of, Document document) {
        if (of.shredding() != null) throw Refusal.conflict("The document was destroyed with the photos of this case.");
        byte[] held = waiting.get(place(who, of, document));
        if (held != null) return held;
        // between the two looks it may have been sealed
        Document now = version(casework.find(who, of.id()), document.number());
        if (now.file() == null) {
            throw Refusal.conflict("The document is lost: the server stopped before it was sealed. Send it again.");
        }
        try {
            return vault.files().get(of.id().folder(who.agency()), now.file());
        } catch (DamagedFileException e) {
            LOG.error("a sealed document is damaged");
            throw Refusal.conflict("The document was damaged where it is kept: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets what waits be sealed, and be recorded as such.
    @Override
    public void close() {
        afterSealing.close();
    }
}
