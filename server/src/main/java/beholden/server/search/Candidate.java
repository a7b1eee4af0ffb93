package beholden.server.search;

/// A face as it stood on the candidate list of a search.
///
/// @param rank   1 is the most alike
/// @param faceId of the gallery; the face may have left it since
/// @param score  comparison score, -1..1
public record Candidate(int rank, String faceId, float score) {
    public Candidate {
        if (rank < 1) throw new IllegalArgumentException("rank " + rank + ": the best is 1");
    }
}
