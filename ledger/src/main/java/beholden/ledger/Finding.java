package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.LogKeyFile;
import java.time.Instant;

/// Something that is not as an honest, undamaged ledger has it. [#message()] says it to a person.
public sealed interface Finding {
    /// The finding in a sentence: what, where, how far it reaches.
    String message();

    /// There is no checkpoint, or none that the log's key signed.
    record CheckpointRefused(String file, String reason) implements Finding {
        @Override
        public String message() {
            return file + ": " + reason;
        }
    }

    /// Too few of the known witnesses have cosigned any checkpoint of the ledger.
    record CosignaturesMissing(String reason) implements Finding {
        @Override
        public String message() {
            return "cosignatures: " + reason;
        }
    }

    /// The witnesses last saw the ledger longer ago than the auditor allows.
    record CosignaturesStale(long size, Instant seen) implements Finding {
        @Override
        public String message() {
            return "cosignatures: the witnesses last saw the ledger at %s, with %,d entries".formatted(seen, size);
        }
    }

    /// The witnesses saw the ledger at a time that has not come yet.
    record CosignaturesAhead(long size, Instant seen) implements Finding {
        @Override
        public String message() {
            return "cosignatures: the witnesses say that they saw the ledger with %,d entries at %s, which is later than now"
                    .formatted(size, seen);
        }
    }

    /// The file of the log's keys is none, or lists keys that the auditor does not know.
    record KeyFileWrong(String reason) implements Finding {
        @Override
        public String message() {
            return LogKeyFile.NAME + ": " + reason;
        }
    }

    /// The ledger is smaller than a checkpoint of it that somebody kept.
    record RolledBack(String keeper, long kept, long now) implements Finding {
        @Override
        public String message() {
            return "rollback: %s has a checkpoint of %,d entries; the ledger shows %,d".formatted(keeper, kept, now);
        }
    }

    /// The ledger does not begin with the tree of a checkpoint of it that somebody kept.
    record Forked(String keeper, long size, Hash kept, Hash now) implements Finding {
        @Override
        public String message() {
            return "fork: the first %,d entries had the root %s in the checkpoint of %s; now they have %s"
                    .formatted(size, kept.base64(), keeper, now.base64());
        }
    }

    /// The entries, hashed, do not give the root that was signed.
    record RootWrong(long size, Hash signed, Hash rebuilt) implements Finding {
        @Override
        public String message() {
            return "root: the %,d entries have the root %s; signed is %s"
                    .formatted(size, rebuilt.base64(), signed.base64());
        }
    }

    /// A file of the tree is not there.
    record FileMissing(String path) implements Finding {
        @Override
        public String message() {
            return path + ": the file is missing";
        }
    }

    /// A file of the tree is not what its name says.
    record FileMalformed(String path, String reason) implements Finding {
        @Override
        public String message() {
            return path + ": " + reason;
        }
    }

    /// A file that a ledger does not have.
    record FileUnexpected(String path) implements Finding {
        @Override
        public String message() {
            return path + ": a ledger has no such file";
        }
    }

    /// A hash in a tile is not that of what is below it.
    ///
    /// @param position of the first such hash in its tile
    record TileChanged(String path, int position) implements Finding {
        @Override
        public String message() {
            return path + ": hash " + position + " was changed";
        }
    }

    /// An entry is not the one whose hash is in the tree.
    ///
    /// @param index of the first such entry of the file in the ledger
    record EntryChanged(String path, long index) implements Finding {
        @Override
        public String message() {
            return "%s: entry %,d was changed".formatted(path, index);
        }
    }

    /// Entries and the tile over them agree with each other but not with the tile above.
    record SubtreeChanged(String bundle, String tile) implements Finding {
        @Override
        public String message() {
            return bundle + " and " + tile + ": both were changed; the hash above them is of other entries";
        }
    }

    /// The journal does not hold the entries it should.
    record JournalWrong(String reason) implements Finding {
        @Override
        public String message() {
            return "journal: " + reason;
        }
    }

    /// A record of the database that was never entered in the ledger: it was added, or changed after it was
    /// entered.
    ///
    /// @param label in hex
    /// @param entry entry that the ledger would have of it, in hex
    record CellUnknown(String label, String entry) implements Finding {
        @Override
        public String message() {
            return "cell " + label + ": no entry of the ledger is of this cell; it was added or changed";
        }
    }

    /// Something among the records of the database that is none.
    ///
    /// @param place where it is
    record NoRecord(String place, String reason) implements Finding {
        @Override
        public String message() {
            return place + ": " + reason;
        }
    }

    /// The database holds far more records than the ledger has entries, so they were not compared.
    record CellsTooMany(long most, long entries) implements Finding {
        @Override
        public String message() {
            return "cells: the database holds more than %,d cells, the ledger %,d entries; they were not compared"
                    .formatted(most, entries);
        }
    }

    /// An entry whose record is not in the database: it was removed, or changed after it was entered.
    record CellMissing(long index) implements Finding {
        @Override
        public String message() {
            return "entry %,d: its cell is not in the database; it was removed or changed".formatted(index);
        }
    }
}
