@NullMarked
package beholden.server.route;

import org.jspecify.annotations.NullMarked;
