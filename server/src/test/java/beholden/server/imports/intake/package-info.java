@NullMarked
package beholden.server.imports.intake;

import org.jspecify.annotations.NullMarked;
