/// What a release is made of, and what is known against it.
@NullMarked
package beholden.cli.release;

import org.jspecify.annotations.NullMarked;
