/// Choices a vault is made with: its settings, and the replaceable parts that its secrecy rests on.
@NullMarked
package beholden.vault.setup;

import org.jspecify.annotations.NullMarked;
