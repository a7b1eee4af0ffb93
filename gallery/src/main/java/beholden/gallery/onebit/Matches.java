package beholden.gallery.onebit;

import java.util.List;

/// Findings of a probe.
///
/// @param faces   the best candidates, best first
/// @param scored  vectors whose exact score was computed to find them
public record Matches(List<ScoredFace> faces, long scored) {
    public Matches {
        faces = List.copyOf(faces);
    }
}
