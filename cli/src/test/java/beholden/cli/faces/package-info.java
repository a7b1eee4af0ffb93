@NullMarked
package beholden.cli.faces;

import org.jspecify.annotations.NullMarked;
