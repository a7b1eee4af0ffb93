package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.ground.TypedText;
import beholden.ledger.LedgerReader;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import beholden.ledger.note.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger prove`.
@Command(
        name = "prove",
        description = {
            "Writes a file that proves, offline and to anybody, that one entry is in the ledger.",
            "The proof is made for the newest checkpoint that witnesses cosigned, if the entry is in that one already, and"
                    + " else for the newest one. It tells nothing of what the entry's cell holds."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger prove vault 73894 -o entry.tlog-proof",
            "  beholden ledger prove vault 9f86d081884c7d659a2feaa0c55ad015 -o event.tlog-proof"
        })
final class LedgerProveCommand implements Callable<Integer> {
    private static final int LABEL_DIGITS = 32;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a vault, or a ledger's folder")
    private Path given = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "INDEX|LABEL",
            description = "number of the entry, from 0; or the label of a cell, 32 hexadecimal digits")
    private String which = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "the proof; by custom its name ends in .tlog-proof")
    private Path output = Path.of("");

    @Option(
            names = "--cells",
            paramLabel = "DB",
            description = "where a label is looked up: a copy of the SQLite file, or jdbc:postgresql://… (default:"
                    + " DIR/cells.sqlite)")
    private @Nullable String cells;

    @Override
    public Integer call() throws IOException, RefusedException {
        LedgerFolder ledger = LedgerFolder.of(given);
        LedgerReader newest = LedgerReader.at(ledger.folder(), LedgerReader.checkpoint(ledger.folder()));
        long index = index(newest);
        SignedNote note = note(ledger, index);
        LedgerReader reader = LedgerReader.at(ledger.folder(), note);
        TlogProof proof = new TlogProof(Optional.of(reader.entry(index)), index, reader.inclusionProof(index), note);
        Files.write(output, proof.bytes());
        Commands.out(spec)
                .printf(
                        "%s proves that entry %,d is in the log %s, in its tree of %s.%n",
                        TypedText.printable(output.toString()),
                        index,
                        TypedText.printable(reader.checkpoint().origin()),
                        Wording.entries(reader.checkpoint().size()));
        return ExitStatus.FINE;
    }

    private SignedNote note(LedgerFolder ledger, long index) throws IOException, RefusedException {
        Optional<SignedNote> cosigned = ledger.cosigned();
        try {
            if (cosigned.isPresent() && Checkpoint.of(cosigned.get()).size() > index) return cosigned.get();
        } catch (NoteException e) {
            throw new RefusedException("the cosigned checkpoint is none: " + e.getMessage());
        }
        return LedgerReader.checkpoint(ledger.folder());
    }

    private long index(LedgerReader newest) throws IOException, RefusedException {
        if (which.length() == LABEL_DIGITS) return indexOfLabel(newest);
        long index;
        try {
            index = Long.parseLong(which);
        } catch (NumberFormatException e) {
            throw new RefusedException(which + ": neither a number of an entry nor a label, which has " + LABEL_DIGITS
                    + " hexadecimal digits");
        }
        long size = newest.checkpoint().size();
        if (index < 0 || index >= size)
            throw new RefusedException(
                    "there is no entry " + index + "; the ledger has " + Wording.entries(size) + ", numbered from 0");
        return index;
    }

    private long indexOfLabel(LedgerReader newest) throws IOException, RefusedException {
        String database = cells == null ? given.resolve("cells.sqlite").toString() : cells;
        byte[] entry = CellSearch.entryOf(which, database, given);
        OptionalLong found = newest.indexOf(entry);
        if (found.isPresent()) return found.getAsLong();
        throw new RefusedException(
                "the cell " + which + " is in the store as it never was in the ledger: one of them was"
                        + " changed; see: beholden ledger audit --help");
    }
}
