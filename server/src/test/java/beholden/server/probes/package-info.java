@NullMarked
package beholden.server.probes;

import org.jspecify.annotations.NullMarked;
