@NullMarked
package beholden.server.isolation;

import org.jspecify.annotations.NullMarked;
