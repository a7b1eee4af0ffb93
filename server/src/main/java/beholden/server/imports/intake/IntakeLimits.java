package beholden.server.imports.intake;

import beholden.faces.photo.PhotoLimits;

/// How much one import may hand in.
///
/// @param files     photos and whatever else lies among them
/// @param bytes     of all files, unpacked
/// @param fileBytes of one photo
/// @param manifestBytes of the manifest
/// @param ratio     unpacked bytes for each packed one; counts beyond the first 32 MB
/// @param freeBytes of the disk, left alone
public record IntakeLimits(int files, long bytes, long fileBytes, long manifestBytes, int ratio, long freeBytes) {
    /// 200,000 files of together 200 GB; photos are packed already, and bitmaps of plain colour shrink to a
    /// fiftieth.
    public static IntakeLimits of(PhotoLimits photos) {
        return new IntakeLimits(200_000, 200_000_000_000L, photos.maxBytes(), 64_000_000, 100, 2_000_000_000);
    }

    /// Bytes that a well-meant archive of blank pages may unpack to before its ratio counts.
    static final long RATIO_COUNTS_FROM = 32 << 20;

    /// Characters of a file's name, folders included.
    static final int NAME_LENGTH = 1000;
}
