package beholden.server.pictures;

import beholden.server.refusal.Refusal;
import beholden.server.search.ProbeKeeper;
import beholden.server.search.Search;
import beholden.vault.key.AgencyId;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// The pictures of a search as they can still be shown; empty where one was lost or has left the gallery.
@Component
public class SearchPictures {
    private final ProbeKeeper keeper;
    private final CandidatePictures candidates;
    private final AlignedFaces aligned;

    SearchPictures(ProbeKeeper keeper, CandidatePictures candidates, AlignedFaces aligned) {
        this.keeper = keeper;
        this.candidates = candidates;
        this.aligned = aligned;
    }

    /// The whole photo.
    public Optional<byte[]> probe(AgencyId agency, Search search) {
        return ifThere(() -> keeper.photo(agency, search));
    }

    /// The searched face, aligned on the eyes where they are found.
    public Optional<byte[]> probeFace(AgencyId agency, Search search, int side) {
        return ifThere(() -> keeper.face(agency, search))
                .map(picture -> ifThere(() -> aligned.ofProbe(agency, search.id(), side, () -> picture)
                                .jpeg())
                        .orElse(picture));
    }

    /// A candidate's face, aligned on the eyes where they are found.
    public Optional<byte[]> candidate(AgencyId agency, Search search, int rank, int side) {
        return ifThere(() -> candidates.crop(search, rank))
                .map(picture -> ifThere(() -> aligned.ofCandidate(agency, search.id(), rank, side, picture)
                                .jpeg())
                        .orElse(picture));
    }

    private static Optional<byte[]> ifThere(Supplier<byte[]> picture) {
        try {
            return Optional.of(picture.get());
        } catch (Refusal.Busy e) {
            // It is there, and will be shown another time.
            throw e;
        } catch (Refusal _) {
            return Optional.empty();
        }
    }
}
