package beholden.server.search;

import beholden.vault.file.FileRef;

/// The state of the pictures that are kept of a search's probe.
public sealed interface ProbeKeeping {

    /// Nothing is kept, since the search was refused at once.
    record Nothing() implements ProbeKeeping {}

    /// The pictures are being sealed: until that ends, they are in the memory of the server that searched, alone.
    record Sealing() implements ProbeKeeping {}

    /// The pictures are sealed.
    ///
    /// @param photo the whole photo, made to fit one chunk
    /// @param face  the searched face with its surroundings, larger
    record Sealed(FileRef photo, FileRef face) implements ProbeKeeping {}

    /// The pictures were lost.
    record Lost(Cause cause) implements ProbeKeeping {}

    /// The pictures were destroyed with the files of their case.
    record Destroyed() implements ProbeKeeping {}

    /// Reasons for which pictures are lost; those that the log tells are written there by their names.
    enum Cause {
        /// The server was killed before they were sealed, or stopped while more waited than it then seals.
        SERVER_STOPPED,
        /// The vault had no room for them.
        NO_ROOM,
        /// The vault could not write them.
        NOT_WRITTEN;

        String sentence() {
            return switch (this) {
                case SERVER_STOPPED ->
                    "The pictures of this probe were lost when the server was stopped before they were sealed.";
                case NO_ROOM -> "The pictures of this probe were lost, since the vault had no room for them.";
                case NOT_WRITTEN -> "The pictures of this probe were lost, since the vault could not write them.";
            };
        }
    }
}
