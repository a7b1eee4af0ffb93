package beholden.server.search;

import beholden.server.casework.AfterSealing;
import beholden.server.casework.CaseFiles;
import beholden.server.casework.CaseId;
import beholden.server.casework.FileKind;
import beholden.server.casework.FileRoom;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.probes.ProbePictures;
import beholden.server.refusal.Refusal;
import beholden.server.search.ProbeKeeping.Cause;
import beholden.server.search.SearchEvent.ProbeKept;
import beholden.server.search.SearchEvent.ProbeLost;
import beholden.vault.Vault;
import beholden.vault.file.DamagedFileException;
import beholden.vault.file.FileRef;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyringFullException;
import beholden.vault.tick.NoRoomException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Seals the pictures of probes beside their searches.
///
/// The vault writes chunks at its own constant rate, so this goes on after the search is answered; until then the
/// pictures are in memory alone, and a server that is killed loses them. The search then says so.
@Component
public class ProbeKeeper implements AutoCloseable {
    private final Vault vault;
    private final AgencyBooks books;
    private final CaseFiles files;
    private final Map<SearchId, ProbePictures> unsealed = new ConcurrentHashMap<>();
    private final AfterSealing afterSealing = new AfterSealing();

    ProbeKeeper(Vault vault, AgencyBooks books, CaseFiles files) {
        this.vault = vault;
        this.books = books;
        this.files = files;
    }

    /// Reserves room for the pictures of a search that is about to be made.
    ///
    /// @throws Refusal.Busy if there is none now
    FileRoom reserve(AgencyId agency, CaseId caseId, ProbePictures pictures) {
        files.requireRoom(agency, caseId);
        return files.reserve(agency, caseId, FileKind.PROBE_PICTURES, pictures.photo().length, pictures.face().length);
    }

    /// Begins to seal the pictures of a search that is recorded; comes back at once.
    ///
    /// @param room reserved for them
    /// @return done when the log tells what became of the pictures
    CompletableFuture<Void> keep(AgencyId agency, Search search, ProbePictures pictures, FileRoom room) {
        SearchId id = search.id();
        unsealed.put(id, pictures);
        return afterSealing.awaiting(room.put(pictures.photo())
                .thenCombine(room.put(pictures.face()), ProbeKeeping.Sealed::new)
                .handleAsync((kept, failed) -> record(agency, search.by(), outcome(id, kept, failed)), afterSealing)
                // If the log does not take it, the search says so. A line for each would tell how many there were.
                .whenComplete((_, _) -> unsealed.remove(id)));
    }

    private SearchEvent outcome(SearchId id, ProbeKeeping.@Nullable Sealed sealed, @Nullable Throwable failed) {
        if (sealed != null) {
            return new ProbeKept(
                    id,
                    sealed.photo().bytes(),
                    sealed.face().bytes(),
                    vault.ledger().size());
        }
        Throwable cause = failed == null || failed.getCause() == null ? failed : failed.getCause();
        boolean full = cause instanceof NoRoomException || cause instanceof KeyringFullException;
        return new ProbeLost(id, full ? Cause.NO_ROOM : Cause.NOT_WRITTEN);
    }

    private @Nullable Void record(AgencyId agency, AccountId by, SearchEvent outcome) {
        books.of(agency).act(by, happening -> {
            happening.record(outcome);
            return outcome;
        });
        return null;
    }

    /// The state of a search's pictures now, whatever it was when the search was looked up.
    ProbeKeeping keeping(AgencyBook book, Search search) {
        if (unsealed.containsKey(search.id())) return new ProbeKeeping.Sealing();
        // between the two looks they may have been sealed
        ProbeKeeping now =
                book.fold(Searches.class).find(search.id()).map(Search::keeping).orElse(search.keeping());
        return now instanceof ProbeKeeping.Sealing ? new ProbeKeeping.Lost(Cause.SERVER_STOPPED) : now;
    }

    /// The whole photo.
    public byte[] photo(AgencyId agency, Search search) {
        return read(agency, search, ProbePictures::photo, ProbeKeeping.Sealed::photo);
    }

    /// The searched face with its surroundings.
    public byte[] face(AgencyId agency, Search search) {
        return read(agency, search, ProbePictures::face, ProbeKeeping.Sealed::face);
    }

    /// @throws Refusal if the pictures were destroyed with the files of the case
    public void requireKept(Search search) {
        if (search.keeping() instanceof ProbeKeeping.Destroyed) throw destroyed();
    }

    private static Refusal destroyed() {
        return Refusal.conflict("The pictures of this probe were destroyed with the files of its case.");
    }

    private byte[] read(
            AgencyId agency,
            Search search,
            Function<ProbePictures, byte[]> inMemory,
            Function<ProbeKeeping.Sealed, FileRef> inVault) {
        requireKept(search);
        @Nullable ProbePictures pictures = unsealed.get(search.id());
        if (pictures != null) return inMemory.apply(pictures);
        return switch (keeping(books.of(agency), search)) {
            case ProbeKeeping.Sealed sealed -> read(agency, search.caseId(), inVault.apply(sealed));
            case ProbeKeeping.Lost lost -> throw Refusal.conflict(lost.cause().sentence());
            case ProbeKeeping.Destroyed _ -> throw destroyed();
            case ProbeKeeping.Nothing _, ProbeKeeping.Sealing _ -> throw Refusal.notFound();
        };
    }

    private byte[] read(AgencyId agency, CaseId caseId, FileRef file) {
        try {
            return vault.files().get(caseId.folder(agency), file);
        } catch (DamagedFileException e) {
            throw Refusal.conflict("The pictures of this probe were damaged where they are kept: " + e.getMessage());
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
