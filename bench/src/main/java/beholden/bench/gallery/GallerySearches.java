package beholden.bench.gallery;

/// Figures that a fresh process measured on a gallery; [SearchProcess] writes them as JSON.
///
/// @param startUpMillis from opening the gallery until the first search has answered
/// @param ramBytes      what opening and the first search took: live heap and resident pages of mapped files
/// @param single        all probes, one search each
/// @param batch         all probes in one search
record GallerySearches(double startUpMillis, long ramBytes, SearchRun single, SearchRun batch) {}
