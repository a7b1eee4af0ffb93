@NullMarked
package beholden.cli.vault;

import org.jspecify.annotations.NullMarked;
