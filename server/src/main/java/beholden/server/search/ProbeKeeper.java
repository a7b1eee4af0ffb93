package beholden.server.search;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Problem;
import beholden.vault.DamagedFileException;
import beholden.vault.FileRef;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Seals the pictures of probes beside their searches.
///
/// The vault writes chunks at its own constant rate, so this goes on after the search is answered; until then the
/// pictures are in memory alone, and a server that is stopped loses them. The search then says so.
@Component
class ProbeKeeper {
    private final Vault vault;
    private final AgencyBooks books;
    private final Map<SearchId, ProbePictures> unsealed = new ConcurrentHashMap<>();

    ProbeKeeper(Vault vault, AgencyBooks books) {
        this.vault = vault;
        this.books = books;
    }

    /// Begins to seal the pictures of a search that is recorded; comes back at once.
    void keep(AgencyId agency, AccountId by, SearchId id, ProbePictures pictures) {
        unsealed.put(id, pictures);
        var _ = vault.files()
                .put(pictures.photo())
                .thenCombine(vault.files().put(pictures.face()), KeptProbe::new)
                .thenAcceptAsync(kept -> record(agency, by, id, kept), Thread::startVirtualThread)
                // If they are lost, the search says so. A line in the log for each would tell how many there were.
                .whenComplete((_, _) -> unsealed.remove(id));
    }

    private void record(AgencyId agency, AccountId by, SearchId id, KeptProbe kept) {
        long ledger = vault.ledger().size();
        books.of(agency).act(by, happening -> {
            happening.record(new ProbeKept(id, kept.photo().bytes(), kept.face().bytes(), ledger));
            return id;
        });
    }

    /// Whether the pictures are being sealed.
    boolean isUnsealed(SearchId id) {
        return unsealed.containsKey(id);
    }

    /// The whole photo.
    byte[] photo(Search search) {
        return read(search, ProbePictures::photo, KeptProbe::photo);
    }

    /// The searched face with its surroundings.
    byte[] face(Search search) {
        return read(search, ProbePictures::face, KeptProbe::face);
    }

    private byte[] read(Search search, Function<ProbePictures, byte[]> inMemory, Function<KeptProbe, FileRef> inVault) {
        @Nullable ProbePictures pictures = unsealed.get(search.id());
        if (pictures != null) return inMemory.apply(pictures);
        KeptProbe kept = search.kept();
        if (kept == null) {
            throw Problem.conflict(
                    "The pictures of this probe were lost when the server was stopped before they were sealed.");
        }
        try {
            return vault.files().get(inVault.apply(kept));
        } catch (DamagedFileException e) {
            throw Problem.conflict(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
