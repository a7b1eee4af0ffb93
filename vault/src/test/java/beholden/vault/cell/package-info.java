@NullMarked
package beholden.vault.cell;

import org.jspecify.annotations.NullMarked;
