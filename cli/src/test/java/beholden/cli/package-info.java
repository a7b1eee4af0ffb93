@NullMarked
package beholden.cli;

import org.jspecify.annotations.NullMarked;
