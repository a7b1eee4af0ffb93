/// `beholden bench`: accuracy and speed measured on this machine.
@NullMarked
package beholden.cli.bench;

import org.jspecify.annotations.NullMarked;
