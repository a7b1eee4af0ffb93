@NullMarked
package beholden.server.oversight;

import org.jspecify.annotations.NullMarked;
