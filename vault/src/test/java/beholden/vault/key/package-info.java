@NullMarked
package beholden.vault.key;

import org.jspecify.annotations.NullMarked;
