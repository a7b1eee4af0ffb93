package beholden.server.pictures;

import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.server.refusal.Refusal;
import beholden.server.search.Candidate;
import beholden.server.search.GallerySearch;
import beholden.server.search.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Pictures of candidates as the gallery has them now; a face may have left it since the search.
@Component
class CandidatePictures {
    private final GallerySearch faces;
    private final Gallery gallery;

    CandidatePictures(GallerySearch faces, Gallery gallery) {
        this.faces = faces;
        this.gallery = gallery;
    }

    byte[] crop(Search search, int rank) {
        return picture(search, rank, EnrolledFace::crop);
    }

    byte[] thumbnail(Search search, int rank) {
        return picture(search, rank, EnrolledFace::thumbnail);
    }

    private byte[] picture(Search search, int rank, Function<EnrolledFace, @Nullable String> which) {
        Candidate candidate = search.candidate(rank).orElseThrow(Refusal::notFound);
        try {
            String id = faces.face(candidate).map(which).orElseThrow(Refusal::notFound);
            return gallery.pictures().read(id);
        } catch (NoSuchFileException _) {
            throw Refusal.notFound();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
