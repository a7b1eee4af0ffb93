/// `beholden ledger`: checkpoints shown, proved, cosigned and audited, by anybody who holds the public keys.
@NullMarked
package beholden.cli.ledger;

import org.jspecify.annotations.NullMarked;
