@NullMarked
package beholden.drill.search;

import org.jspecify.annotations.NullMarked;
