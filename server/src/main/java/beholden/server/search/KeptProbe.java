package beholden.server.search;

import beholden.vault.file.FileRef;

/// The sealed pictures of a probe.
///
/// @param photo the whole photo, made to fit one chunk
/// @param face  the searched face with its surroundings, larger
public record KeptProbe(FileRef photo, FileRef face) {}
