@NullMarked
package beholden.server;

import org.jspecify.annotations.NullMarked;
