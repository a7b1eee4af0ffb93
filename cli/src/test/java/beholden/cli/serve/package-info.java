@NullMarked
package beholden.cli.serve;

import org.jspecify.annotations.NullMarked;
