@NullMarked
package beholden.server.fuzz;

import org.jspecify.annotations.NullMarked;
