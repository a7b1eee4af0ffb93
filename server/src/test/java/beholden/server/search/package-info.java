@NullMarked
package beholden.server.search;

import org.jspecify.annotations.NullMarked;
