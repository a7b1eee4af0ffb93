package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.terminal.Wording;
import beholden.ground.TypedText;
import beholden.ledger.LedgerReader;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger show`.
@Command(
        name = "show",
        description = {
            "Shows what a ledger says of itself, and who signed it.",
            "Signatures are checked where their keys are given. Nothing else is: for that, audit the ledger."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  beholden ledger show vault", "  beholden ledger show vault --key log.pub --witness w1.pub"})
final class LedgerShowCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "a vault, or a ledger's folder")
    private Path given = Path.of("");

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    /// The `--json` output.
    record Report(int format, Tree newest, @Nullable Tree cosigned) {}

    record Tree(String origin, long size, String root, List<Signature> signatures) {}

    /// @param signed whether the key made it; null if its key was not given
    /// @param time   time that a verified cosignature states
    record Signature(
            String name,
            String keyId,
            @Nullable Boolean signed,
            @Nullable String time) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        LedgerFolder ledger = LedgerFolder.of(given);
        List<NoteVerifier> known = trust.all();
        Optional<SignedNote> noted = ledger.cosigned();
        Tree newest = tree(LedgerReader.checkpoint(ledger.folder()), known);
        Tree cosigned = noted.isEmpty() ? null : tree(noted.get(), known);
        PrintWriter out = Commands.out(spec);
        if (json) {
            Json.print(out, new Report(Json.FORMAT, newest, cosigned));
        } else {
            print(out, "Newest checkpoint", newest);
            if (cosigned == null) out.println("No witness has cosigned it yet; see: beholden ledger cosign --help");
            else print(out, "Newest cosigned checkpoint", cosigned);
        }
        boolean forged = newest.signatures().stream().anyMatch(signature -> Boolean.FALSE.equals(signature.signed()))
                || cosigned != null
                        && cosigned.signatures().stream()
                                .anyMatch(signature -> Boolean.FALSE.equals(signature.signed()));
        return forged ? ExitStatus.NOT_PROVED : ExitStatus.FINE;
    }

    private static Tree tree(SignedNote note, List<NoteVerifier> known) throws RefusedException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(note);
        } catch (NoteException e) {
            throw new RefusedException("the checkpoint is none: " + e.getMessage());
        }
        List<Signature> signatures = new ArrayList<>();
        for (NoteSignature signature : note.signatures()) {
            Optional<NoteVerifier> key =
                    known.stream().filter(one -> one.claims(signature)).findFirst();
            signatures.add(new Signature(
                    signature.name(),
                    HexFormat.of().toHexDigits(signature.keyId()),
                    key.map(one -> one.verifies(note.text(), signature)).orElse(null),
                    key.flatMap(one -> one.time(signature))
                            .map(Instant::toString)
                            .orElse(null)));
        }
        return new Tree(
                checkpoint.origin(), checkpoint.size(), checkpoint.root().base64(), signatures);
    }

    private static void print(PrintWriter out, String title, Tree tree) {
        out.printf(
                "%s of %s: %s, root %s%n",
                title, TypedText.printable(tree.origin()), Wording.entries(tree.size()), tree.root());
        Table table =
                new Table().words("signed by").words("key").words("checked").words("at");
        for (Signature signature : tree.signatures()) {
            String checked = signature.signed() == null
                    ? "key not given"
                    : signature.signed() ? "signed" : "NOT SIGNED BY THIS KEY";
            table.row(signature.name(), signature.keyId(), checked, signature.time() == null ? "" : signature.time());
        }
        out.println(table);
    }
}
