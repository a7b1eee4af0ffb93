package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say whose signatures are believed, for every command that checks a checkpoint.
final class TrustOptions {
    @Option(
            names = "--key",
            paramLabel = "VKEY|FILE",
            description = "the log's public key, noted down earlier; may be repeated")
    private List<String> keys = List.of();

    @Option(
            names = "--witness",
            paramLabel = "VKEY|FILE",
            description = "public key of a witness whose cosignature counts; may be repeated")
    private List<String> witnesses = List.of();

    @Option(
            names = "--witnesses-needed",
            paramLabel = "N",
            description = "how many of the witnesses must have cosigned (default: all that are given)")
    private @Nullable Integer needed;

    boolean namesTheLog() {
        return !keys.isEmpty();
    }

    boolean namesWitnesses() {
        return !witnesses.isEmpty();
    }

    /// All keys that are given, the log's and the witnesses'.
    List<NoteVerifier> all() throws RefusedException, IOException {
        return Stream.concat(VerifierKeys.parseAll(keys).stream(), VerifierKeys.parseAll(witnesses).stream())
                .toList();
    }

    /// The policy of the command line alone.
    CheckpointPolicy policy() throws RefusedException, IOException {
        if (keys.isEmpty())
            throw new RefusedException("the log's public key is needed: --key VKEY; its operator publishes it");
        return policy(VerifierKeys.parseAll(keys));
    }

    /// The policy with these keys of the log.
    CheckpointPolicy policy(List<NoteVerifier> logKeys) throws RefusedException, IOException {
        List<NoteVerifier> known = VerifierKeys.parseAll(witnesses);
        long named = known.stream().map(NoteVerifier::name).distinct().count();
        try {
            return new CheckpointPolicy(logKeys, known, needed == null ? Math.toIntExact(named) : needed);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
