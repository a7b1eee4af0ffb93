@NullMarked
package beholden.server.events;

import org.jspecify.annotations.NullMarked;
