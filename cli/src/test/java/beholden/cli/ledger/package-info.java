@NullMarked
package beholden.cli.ledger;

import org.jspecify.annotations.NullMarked;
