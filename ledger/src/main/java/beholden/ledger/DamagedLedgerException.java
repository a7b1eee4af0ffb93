package beholden.ledger;

import java.io.IOException;

/// The files of a ledger are not as the ledger left them.
public final class DamagedLedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String ADVICE =
            "run `beholden ledger audit` on the folder to see what was changed, and put back"
                    + " the newest copy of the folder that passes";

    /// Tells `fact` and what to do about it.
    public DamagedLedgerException(String fact) {
        this(fact, ADVICE);
    }

    DamagedLedgerException(String fact, String advice) {
        super(fact + "; " + advice);
    }
}
