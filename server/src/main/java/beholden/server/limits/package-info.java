/// Limits of what may be asked for: the size of a body, the requests of an account, and those under way at once.
@NullMarked
package beholden.server.limits;

import org.jspecify.annotations.NullMarked;
