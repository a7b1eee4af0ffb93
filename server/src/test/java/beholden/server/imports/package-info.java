@NullMarked
package beholden.server.imports;

import org.jspecify.annotations.NullMarked;
