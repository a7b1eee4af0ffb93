package beholden.server.pictures;

import beholden.faces.AlignedFace;
import beholden.faces.FacePictures;
import beholden.server.probes.PictureFaces;
import beholden.server.refusal.Refusal;
import beholden.server.search.SearchId;
import beholden.vault.key.AgencyId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Probe and candidates of a search with their eyes at the same places, to be compared.
///
/// Kept by search, not by picture: how fast an answer comes tells nothing of what other agencies look at.
@Component
class AlignedFaces {
    static final int SMALLEST = 128;
    static final int LARGEST = 1024;
    private static final int PROBE = 0;

    private final PictureFaces faces;
    private final Cache<Wanted, AlignedFace> made = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(15))
            .maximumSize(500)
            .build();

    /// @param rank 0 for the probe
    private record Wanted(SearchId search, int rank, int side) {}

    AlignedFaces(PictureFaces faces) {
        this.faces = faces;
    }

    AlignedFace ofProbe(AgencyId agency, SearchId search, int side, Supplier<byte[]> picture) {
        return aligned(agency, new Wanted(search, PROBE, side), picture);
    }

    /// @param picture as the gallery has it now: what is gone from there is shown no more
    AlignedFace ofCandidate(AgencyId agency, SearchId search, int rank, int side, byte[] picture) {
        return aligned(agency, new Wanted(search, rank, side), () -> picture);
    }

    private AlignedFace aligned(AgencyId agency, Wanted wanted, Supplier<byte[]> picture) {
        if (wanted.side() < SMALLEST || wanted.side() > LARGEST) {
            throw Refusal.invalid("size " + wanted.side() + ": an aligned picture has " + SMALLEST + " to " + LARGEST
                    + " pixels a side");
        }
        AlignedFace known = made.getIfPresent(wanted);
        if (known != null) return known;
        PictureFaces.Shown shown = faces.find(agency, picture.get())
                .orElseThrow(() -> Refusal.conflict(
                        "The eyes are not found again in this picture, so it cannot be aligned; look at the crop."));
        AlignedFace aligned = FacePictures.aligned(shown.picture(), shown.face().landmarks(), wanted.side());
        made.put(wanted, aligned);
        return aligned;
    }
}
