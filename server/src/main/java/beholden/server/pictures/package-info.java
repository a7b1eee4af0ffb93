/// Pictures of a search's probe and candidates, as they are and aligned for comparison.
@NullMarked
package beholden.server.pictures;

import org.jspecify.annotations.NullMarked;
