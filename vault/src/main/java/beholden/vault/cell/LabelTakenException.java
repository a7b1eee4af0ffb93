package beholden.vault.cell;

/// A label is in the store already with another box. The message does not say which.
public final class LabelTakenException extends CellStoreException {

    private static final long serialVersionUID = 1L;

    LabelTakenException() {
        super("inserting cells: the store holds one of the labels already, with another box; nothing was inserted."
                + " Labels repeat when a vault is restored from a backup that is older than its store, or two vaults"
                + " write with the same keys");
    }
}
