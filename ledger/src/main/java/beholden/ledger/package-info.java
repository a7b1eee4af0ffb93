/// A Merkle log in the C2SP tile layout: append, sign, prove, and audit without keys.
@NullMarked
package beholden.ledger;

import org.jspecify.annotations.NullMarked;
