@NullMarked
package beholden.server.source.intake;

import org.jspecify.annotations.NullMarked;
