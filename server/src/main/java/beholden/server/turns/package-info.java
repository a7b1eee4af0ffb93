/// Turns at what few can use at once, dealt out fairly between agencies.
@NullMarked
package beholden.server.turns;

import org.jspecify.annotations.NullMarked;
