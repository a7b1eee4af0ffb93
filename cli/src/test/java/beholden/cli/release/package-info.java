@NullMarked
package beholden.cli.release;

import org.jspecify.annotations.NullMarked;
