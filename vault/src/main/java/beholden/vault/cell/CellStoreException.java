package beholden.vault.cell;

import java.io.IOException;

/// A store did not do what was asked; the message says what, and the database's code for why.
///
/// It carries no text and no exception of the database or its driver, because those may quote labels and boxes.
public class CellStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    CellStoreException(String message) {
        super(message);
    }
}
