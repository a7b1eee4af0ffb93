/// Orders to the process that has a vault open, over a socket in the vault's folder.
@NullMarked
package beholden.vault.control;

import org.jspecify.annotations.NullMarked;
