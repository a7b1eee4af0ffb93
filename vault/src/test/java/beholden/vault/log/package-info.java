@NullMarked
package beholden.vault.log;

import org.jspecify.annotations.NullMarked;
