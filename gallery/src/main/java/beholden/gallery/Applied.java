package beholden.gallery;

/// Outcome of a change of a gallery.
///
/// @param added    faces that were not there before, or went with this very change
/// @param replaced faces whose id was there already
/// @param removed  faces that went because the change removes them
public record Applied(long added, long replaced, long removed) {
    static final Applied NOTHING = new Applied(0, 0, 0);
}
