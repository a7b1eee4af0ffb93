@NullMarked
package beholden.vault.control;

import org.jspecify.annotations.NullMarked;
