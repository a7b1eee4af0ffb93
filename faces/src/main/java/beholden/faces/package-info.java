/// Photos in, faces with templates out.
@NullMarked
package beholden.faces;

import org.jspecify.annotations.NullMarked;
