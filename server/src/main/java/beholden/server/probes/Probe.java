package beholden.server.probes;

import beholden.faces.Face;
import beholden.server.casework.CaseId;
import beholden.server.events.Member;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A photo that was uploaded to be searched: what was found in it, and small pictures of it. The photo itself
/// is gone.
///
/// @param owner  who uploaded it; nobody else sees it
/// @param hash   SHA-256 of its bytes
/// @param width  of the photo, in pixels
/// @param height of the photo, in pixels
/// @param remark what of the file was not looked at, such as further pages; null if all of it was
/// @param shown  JPEG for the screen
/// @param kept   JPEG that fits one chunk of the vault
/// @param faces  from left to right
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record Probe(
        ProbeId id,
        Member owner,
        CaseId caseId,
        Instant at,
        byte[] hash,
        int width,
        int height,
        @Nullable String remark,
        byte[] shown,
        byte[] kept,
        List<FoundFace> faces) {
    private static final int BYTES_PER_FACE = 4 << 10;

    /// @param picture JPEG of the face with its surroundings, fits one chunk of the vault
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    public record FoundFace(Face face, byte[] picture) {}

    public Probe {
        faces = List.copyOf(faces);
    }

    /// The pictures that are kept with a search of one of its faces.
    public ProbePictures pictures(int number) {
        return new ProbePictures(kept, faces.get(number - 1).picture());
    }

    public SearchedProbe searched(int number) {
        Face face = faces.get(number - 1).face();
        return new SearchedProbe(
                hash,
                width,
                height,
                faces.size(),
                number,
                face.quality().score(),
                face.quality().verdict(),
                SearchedProbe.Measures.of(face));
    }

    /// Bytes of memory that it takes.
    int bytes() {
        return shown.length
                + kept.length
                + faces.stream()
                        .mapToInt(found -> found.picture().length + BYTES_PER_FACE)
                        .sum();
    }

    @Override
    public String toString() {
        return "probe";
    }
}
