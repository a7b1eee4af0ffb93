/// The ledger for outsiders: what auditors and witnesses read without an account.
@NullMarked
package beholden.server.publicledger;

import org.jspecify.annotations.NullMarked;
