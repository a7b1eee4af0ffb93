@NullMarked
package beholden.server.removal;

import org.jspecify.annotations.NullMarked;
