/// Templates in, ranked candidates out.
@NullMarked
package beholden.gallery;

import org.jspecify.annotations.NullMarked;
