/// `beholden vault`: a vault made, run and given new keys, and the options that open one.
@NullMarked
package beholden.cli.vault;

import org.jspecify.annotations.NullMarked;
