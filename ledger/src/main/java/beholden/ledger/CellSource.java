package beholden.ledger;

import java.io.IOException;

/// A copy of the database whose records the ledger covers: each record's entry is SHA-256(label ‖ box).
public interface CellSource {
    /// Takes one record; the arrays are not changed afterwards.
    interface Sink {
        /// One record.
        void cell(byte[] label, byte[] box) throws IOException;

        /// Something where only records should be, which nobody who looks for a record would find or read.
        ///
        /// @param place  where it is, for a person
        /// @param reason why it is no record
        void noRecord(String place, String reason) throws IOException;
    }

    /// Gives every record to `sink`, in any order, from one thread.
    void forEach(Sink sink) throws IOException;
}
