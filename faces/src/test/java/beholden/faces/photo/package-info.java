@NullMarked
package beholden.faces.photo;

import org.jspecify.annotations.NullMarked;
