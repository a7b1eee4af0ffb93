@NullMarked
package beholden.server.casework;

import org.jspecify.annotations.NullMarked;
