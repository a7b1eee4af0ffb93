/// One bit per dimension: a Lucene vectors format and an exhaustive scan that misses no mate beyond a stated
/// probability.
///
/// [OneBitVectorsFormat] writes the codes, [OneBitScan] compares them with probes. Everything between is
/// package-private.
@NullMarked
package beholden.gallery.onebit;

import org.jspecify.annotations.NullMarked;
