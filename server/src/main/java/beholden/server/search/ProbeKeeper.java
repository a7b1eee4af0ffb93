package beholden.server.search;

import beholden.server.search.SearchEvent.ProbeKept;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.probes.ProbePictures;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.file.DamagedFileException;
import beholden.vault.file.FileRef;
import beholden.vault.key.AgencyId;
import beholden.vault.key.FolderId;
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
public class ProbeKeeper {
    private final Vault vault;
    private final AgencyBooks books;
    private final Map<SearchId, ProbePictures> unsealed = new ConcurrentHashMap<>();

    ProbeKeeper(Vault vault, AgencyBooks books) {
        this.vault = vault;
        this.books = books;
    }

    /// Begins to seal the pictures of a search that is recorded; comes back at once.
    void keep(AgencyId agency, Search search, ProbePictures pictures) {
        SearchId id = search.id();
        FolderId folder = search.caseId().folder(agency);
        unsealed.put(id, pictures);
        var _ = vault.files()
                .put(folder, pictures.photo())
                .thenCombine(vault.files().put(folder, pictures.face()), KeptProbe::new)
                .thenAcceptAsync(kept -> record(agency, search.by(), id, kept), Thread::startVirtualThread)
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
    public byte[] photo(AgencyId agency, Search search) {
        return read(agency, search, ProbePictures::photo, KeptProbe::photo);
    }

    /// The searched face with its surroundings.
    public byte[] face(AgencyId agency, Search search) {
        return read(agency, search, ProbePictures::face, KeptProbe::face);
    }

    /// @throws Refusal if the pictures were destroyed with the files of the case
    public void requireKept(Search search) {
        if (search.shredded()) {
            throw Refusal.conflict("The pictures of this probe were destroyed with the files of its case.");
        }
    }

    private byte[] read(
            AgencyId agency,
            Search search,
            Function<ProbePictures, byte[]> inMemory,
            Function<KeptProbe, FileRef> inVault) {
        requireKept(search);
        @Nullable ProbePictures pictures = unsealed.get(search.id());
        if (pictures != null) return inMemory.apply(pictures);
        KeptProbe kept = search.kept();
        if (kept == null) {
            throw Refusal.conflict(
                    "The pictures of this probe were lost when the server was stopped before they were sealed.");
        }
        try {
            return vault.files().get(search.caseId().folder(agency), inVault.apply(kept));
        } catch (DamagedFileException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
