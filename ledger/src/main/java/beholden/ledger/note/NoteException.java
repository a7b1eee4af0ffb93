package beholden.ledger.note;

/// A note, checkpoint, key or proof is not what its format says, or is not signed as it must be.
public final class NoteException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message what is wrong, in words for the person who was given the note
    public NoteException(String message) {
        super(message);
    }

    /// @param message what is wrong, in words for the person who was given the note
    /// @param cause   what noticed it
    public NoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
