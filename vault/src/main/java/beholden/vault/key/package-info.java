/// Keys: where they come from, what they open, how they are changed and destroyed.
@NullMarked
package beholden.vault.key;

import org.jspecify.annotations.NullMarked;
