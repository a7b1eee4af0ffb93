@NullMarked
package beholden.vault.tick;

import org.jspecify.annotations.NullMarked;
