package beholden.cli;

import beholden.ledger.LedgerReader;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger cosign`.
@Command(
        name = "cosign",
        description = {
            "Shows the newest checkpoint to witnesses, and keeps their cosignatures in the ledger's folder.",
            "Run it from a timer, each hour or each day; the vault may go on meanwhile. If a witness does not cosign, an"
                    + " earlier cosigned checkpoint stays, and the exit status is 5."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger cosign vault --witness https://witness.example/w1=w1.pub",
            "  beholden ledger cosign vault --witness https://w1.example=w1.pub --witness https://w2.example=w2.pub"
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

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
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
        boolean all = cosigning.refusals().isEmpty();
        boolean kept =
                all || (!cosigning.cosigned().isEmpty() && ledger.cosigned().isEmpty());
        if (kept) CosignedCheckpoint.write(ledger.folder(), cosigning.checkpoint());
        for (String name : cosigning.cosigned())
            out.printf("%s cosigned %s.%n", PrintableText.of(name), Wording.entries(size));
        for (String refusal : cosigning.refusals()) out.println("Not cosigned: " + PrintableText.of(refusal));
        if (!kept) out.println("The earlier cosigned checkpoint, if there is one, stays as it is.");
        return all ? ExitStatus.FINE : ExitStatus.NOT_PROVED;
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
