package beholden.faces;

/// A picture of a face turned, scaled and shifted so that its eyes are where those of every other such picture are,
/// for two faces to be laid over each other.
///
/// @param jpeg      square, black beyond the photo's frame
/// @param landmarks the five points in this picture's pixels
@SuppressWarnings("ArrayRecordComponent") // made once, handed on once
public record AlignedFace(byte[] jpeg, Landmarks landmarks) {}
