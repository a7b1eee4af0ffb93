/// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature): parse, sign, verify.
@NullMarked
package beholden.ledger.note;

import org.jspecify.annotations.NullMarked;
