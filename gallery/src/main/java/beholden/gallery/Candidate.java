package beholden.gallery;

/// A face to be looked at by an examiner, because few others are more like the probe.
///
/// @param rank  1 is the most alike
/// @param score comparison score in full precision: the inner product of the two templates, -1..1
public record Candidate(int rank, EnrolledFace face, float score) {}
