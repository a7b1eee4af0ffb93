@NullMarked
package beholden.vault.seal;

import org.jspecify.annotations.NullMarked;
