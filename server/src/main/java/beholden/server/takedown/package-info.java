/// Single photos that have to go and stay away.
@NullMarked
package beholden.server.takedown;

import org.jspecify.annotations.NullMarked;
