package beholden.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// Somebody else appends to the ledger.
public final class LedgerInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Tells that the ledger in `folder` is open elsewhere.
    public LedgerInUseException(Path folder) {
        super(folder + ": the ledger is open in another process or in another part of this one; only one may append,"
                + " so close that first");
    }
}
