@NullMarked
package beholden.vault.registrar;

import org.jspecify.annotations.NullMarked;
