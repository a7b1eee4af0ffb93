@NullMarked
package beholden.server.health;

import org.jspecify.annotations.NullMarked;
