package beholden.server.search;

import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.server.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the gallery still knows of candidates; a face may have left it since.
@Component
class CandidatePictures {
    private final Gallery gallery;

    CandidatePictures(Gallery gallery) {
        this.gallery = gallery;
    }

    Optional<EnrolledFace> face(Candidate candidate) {
        try {
            return gallery.find(candidate.faceId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            String id = face(candidate).map(which).orElseThrow(Refusal::notFound);
            return gallery.pictures().read(id);
        } catch (NoSuchFileException _) {
            throw Refusal.notFound();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
