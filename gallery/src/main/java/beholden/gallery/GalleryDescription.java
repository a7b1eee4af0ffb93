package beholden.gallery;

import java.time.Instant;
import java.util.Map;

/// Description of a gallery: what it is and how much it holds.
///
/// @param id            told apart from every other gallery by this
/// @param pack          id of the model pack whose templates it holds
/// @param dimension     of those templates
/// @param formatVersion of the folder
/// @param created       when it was made
/// @param faces         committed
/// @param facesBySource committed, in the order of source ids
/// @param indexBytes    on disk: templates, codes and facts
/// @param codeBytes     of these the codes, all of which every search reads
/// @param codesInMemory whether this machine keeps them in memory, beside Java's heap
public record GalleryDescription(
        String id,
        String pack,
        int dimension,
        int formatVersion,
        Instant created,
        long faces,
        Map<String, Long> facesBySource,
        long indexBytes,
        long codeBytes,
        boolean codesInMemory) {}
