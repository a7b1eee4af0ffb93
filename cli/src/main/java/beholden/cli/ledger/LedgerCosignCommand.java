package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.ground.TypedText;
import beholden.ledger.LedgerReader;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.CosignedCheckpoint;
import beholden.ledger.witness.Cosigning;
import beholden.ledger.witness.WitnessClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger cosign`.
@Command(
        name = "cosign",
        description = {
            "Shows the newest checkpoint to witnesses, and keeps their cosignatures in the ledger's folder.",
            "Run it from a timer, each hour or each day; the vault may go on meanwhile. If a witness does not cosign, the"
                    + " exit status is 5. The checkpoint is kept all the same if as many cosigned as the last time, or as many"
                    + " as --witnesses-needed says, which should be what auditors ask for; else the earlier one stays.",
            "Witnesses may be asked in turns: cosignatures of the same checkpoint are put together."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger cosign vault --witness https://witness.example/w1=w1.pub",
            "  beholden ledger cosign vault --witness https://w1.example=w1.pub \\",
            "    --witness https://w2.example=w2.pub --witnesses-needed 1"
        })
final class LedgerCosignCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a vault, or a ledger's folder")
    private Path given = Path.of("");

    @Option(
            names = "--witness",
            paramLabel = "URL=VKEY|FILE",
            required = true,
            description = "where a witness is asked, and its public key; may be repeated")
    private List<String> witnesses = List.of();

    @Option(
            names = "--witnesses-needed",
            paramLabel = "N",
            description =
                    "how many must cosign, for a checkpoint that more have cosigned to be replaced (default: all)")
    private @Nullable Integer needed;

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        if (needed != null && (needed < 1 || needed > witnesses.size()))
            throw new ParameterException(
                    Commands.lineOf(spec),
                    "--witnesses-needed takes 1 to " + witnesses.size() + ", as many as are asked");
        LedgerFolder ledger = LedgerFolder.of(given);
        SignedNote newest = LedgerReader.checkpoint(ledger.folder());
        LedgerReader reader = LedgerReader.at(ledger.folder(), newest);
        List<WitnessClient> clients = new ArrayList<>();
        try {
            for (String witness : witnesses) clients.add(client(witness));
            Cosigning cosigning = Cosigning.of(newest, reader::consistencyProof, clients);
            return keep(ledger, cosigning, reader.checkpoint().size());
        } finally {
            clients.forEach(WitnessClient::close);
        }
    }

    private int keep(LedgerFolder ledger, Cosigning cosigning, long size) throws IOException, RefusedException {
        PrintWriter out = Commands.out(spec);
        Optional<SignedNote> earlier = ledger.cosigned();
        boolean again = earlier.isPresent()
                && earlier.get().text().equals(cosigning.checkpoint().text());
        boolean kept = isWorthKeeping(cosigning, size, again ? Optional.empty() : earlier);
        if (kept) {
            SignedNote checkpoint = cosigning.checkpoint();
            CosignedCheckpoint.write(ledger.folder(), again ? checkpoint.withThoseOf(earlier.get()) : checkpoint);
        }
        for (String name : cosigning.cosigned())
            out.printf("%s cosigned %s.%n", TypedText.printable(name), Wording.entries(size));
        for (String refusal : cosigning.refusals()) out.println("Not cosigned: " + TypedText.printable(refusal));
        if (!kept) out.println("The earlier cosigned checkpoint, if there is one, stays as it is.");
        return cosigning.refusals().isEmpty() ? ExitStatus.FINE : ExitStatus.NOT_PROVED;
    }

    /// A witness that is away must not keep the others' newer cosignatures from the auditors, nor may a bad hour,
    /// with few witnesses, take an older checkpoint from them that more have cosigned.
    ///
    /// @param earlier checkpoint that would be lost; none if this is the same with more cosignatures
    private boolean isWorthKeeping(Cosigning cosigning, long size, Optional<SignedNote> earlier)
            throws RefusedException {
        long now = cosigning.cosigned().stream().distinct().count();
        if (now == 0) return false;
        if (earlier.isEmpty()) return true;
        Checkpoint past = checkpoint(earlier.get());
        long before = earlier.get().signatures().stream()
                .map(NoteSignature::name)
                .filter(name -> !name.equals(past.origin()))
                .distinct()
                .count();
        long enough = needed == null ? witnesses.size() : needed;
        return now >= before || (past.size() < size && now >= enough);
    }

    private static Checkpoint checkpoint(SignedNote note) throws RefusedException {
        try {
            return Checkpoint.of(note);
        } catch (NoteException e) {
            throw new RefusedException(CosignedCheckpoint.NAME + ": " + e.getMessage());
        }
    }

    private static WitnessClient client(String witness) throws RefusedException, IOException {
        int equals = witness.indexOf('=');
        if (equals < 0) throw new RefusedException("--witness " + witness + ": it takes URL=VKEY or URL=FILE");
        List<NoteVerifier> keys =
                VerifierKeys.parse(witness.substring(equals + 1)).keys();
        try {
            return new WitnessClient(URI.create(witness.substring(0, equals)), keys);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--witness " + witness.substring(0, equals) + ": " + e.getMessage());
        }
    }
}
