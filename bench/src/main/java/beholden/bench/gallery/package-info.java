/// The gallery at work: speed, mate recall, size and growth, beside other ways to search the same templates.
@NullMarked
package beholden.bench.gallery;

import org.jspecify.annotations.NullMarked;
