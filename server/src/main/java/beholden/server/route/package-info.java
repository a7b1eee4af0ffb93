/// Rules of a route, written as annotations at the method that handles it.
@NullMarked
package beholden.server.route;

import org.jspecify.annotations.NullMarked;
