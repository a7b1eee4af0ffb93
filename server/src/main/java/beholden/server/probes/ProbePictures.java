package beholden.server.probes;

/// The pictures of a probe that stay with its search: JPEGs that fit one chunk of the vault each.
///
/// @param photo the whole photo
/// @param face  the searched face with its surroundings
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record ProbePictures(byte[] photo, byte[] face) {}
