/// `beholden serve` and `beholden demo`: a server started on an installation, a new one made where there is none.
@NullMarked
package beholden.cli.serve;

import org.jspecify.annotations.NullMarked;
