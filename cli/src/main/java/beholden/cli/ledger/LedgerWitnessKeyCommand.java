package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.ledger.note.SignatureType;
import beholden.ledger.note.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden ledger witness-key`.
@Command(
        name = "witness-key",
        description = {
            "Makes the keys of a witness, or shows the public ones of a key file.",
            "Two are made: Ed25519, which every auditor understands, and ML-DSA-44, which also resists a quantum computer."
                    + " The public keys are printed, one on each line: give them to logs and auditors."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger witness-key witness.key --name w.example/1 > witness.pub",
            "  beholden ledger witness-key witness.key"
        })
final class LedgerWitnessKeyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the key file; whoever reads it can sign as the witness")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "make new keys with this name; by custom a URL without its scheme")
    private @Nullable String name;

    @Override
    public Integer call() throws IOException, RefusedException {
        List<SignerKey> keys;
        if (name == null) {
            keys = WitnessKeyFile.read(file);
        } else {
            try {
                keys = List.of(
                        SignerKey.random(name, SignatureType.ED25519_COSIGNATURE),
                        SignerKey.random(name, SignatureType.ML_DSA_44_COSIGNATURE));
            } catch (IllegalArgumentException e) {
                throw new RefusedException("--name: " + e.getMessage());
            }
            WitnessKeyFile.create(file, keys);
        }
        for (SignerKey key : keys) Commands.out(spec).println(WitnessKeyFile.publicKey(key));
        return ExitStatus.FINE;
    }
}
