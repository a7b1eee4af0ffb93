@NullMarked
package beholden.server.source;

import org.jspecify.annotations.NullMarked;
