package beholden.gallery;

import java.util.List;

/// Candidates that a search found, best first.
///
/// @param candidates  ordered by score, ties by face id
/// @param compared    faces in scope, each of which was compared with the probe
/// @param undated     faces left out for this alone: the scope asks for capture dates, and theirs is not known
/// @param gallerySize faces in the gallery at the time, in scope or not
/// @param generation  number of the commit that was searched: rises with each, and names the state of this gallery
public record CandidateList(
        List<Candidate> candidates, long compared, long undated, long gallerySize, long generation) {

    public CandidateList {
        candidates = List.copyOf(candidates);
    }
}
