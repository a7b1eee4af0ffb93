@NullMarked
package beholden.server.description;

import org.jspecify.annotations.NullMarked;
