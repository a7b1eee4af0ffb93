/// Names by which people tell each other and sources apart, checked by UTS 39.
@NullMarked
package beholden.server.names;

import org.jspecify.annotations.NullMarked;
