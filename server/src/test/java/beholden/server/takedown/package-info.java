@NullMarked
package beholden.server.takedown;

import org.jspecify.annotations.NullMarked;
