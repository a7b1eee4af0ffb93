package beholden.cli.ledger;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.ground.TypedText;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.witness.Witness;
import beholden.ledger.witness.WitnessServer;
import beholden.ledger.witness.WitnessState;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden ledger witness`.
@Command(
        name = "witness",
        description = {
            "Runs a witness: it cosigns the checkpoints of the logs it knows, and never two histories of one of them.",
            "The last tree cosigned of each log is in the state file, on the disk before the cosignature is given. Keep that"
                    + " file with the key: a witness that forgets it can be made to cosign a second history.",
            "Stop it with Ctrl-C; it may be stopped at any time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden ledger witness --key witness.key --state witness.state --new-state --log log.pub   the first time",
            "  beholden ledger witness --key witness.key --state witness.state --log log.pub   from then on",
            "",
            "It speaks C2SP tlog-witness over plain HTTP. Put a proxy with TLS before it to serve others."
        })
final class LedgerWitnessCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "the witness's key file, made with: beholden ledger witness-key")
    private Path key = Path.of("");

    @Option(names = "--state", paramLabel = "FILE", required = true, description = "what was cosigned last")
    private Path state = Path.of("");

    @Option(
            names = "--new-state",
            description = "make the state file, for a witness that has never cosigned; refused if there is one")
    private boolean newState;

    @Option(
            names = "--log",
            paramLabel = "VKEY|FILE",
            required = true,
            description = "public key of a log to cosign; may be repeated")
    private List<String> logs = List.of();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8310", description = "(default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "address to listen at (default: ${DEFAULT-VALUE}, this machine alone)")
    private InetAddress bind = InetAddress.getLoopbackAddress();

    @Override
    public Integer call() throws IOException, RefusedException {
        if (port < 0 || port > LARGEST_PORT)
            throw new ParameterException(Commands.lineOf(spec), "--port " + port + ": ports go from 0 to 65535");
        PrintWriter out = Commands.out(spec);
        List<NoteSigner> keys = WitnessKeyFile.signers(key);
        try (WitnessState remembered = newState ? WitnessState.create(state) : WitnessState.open(state);
                WitnessServer server = WitnessServer.start(
                        new Witness(keys, VerifierKeys.parseAll(logs), remembered),
                        new InetSocketAddress(bind, port),
                        note -> say(out, note))) {
            InetSocketAddress at = server.address();
            out.printf(
                    "%s listens at http://%s:%d%n",
                    TypedText.printable(keys.getFirst().name()), at.getHostString(), at.getPort());
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.INTERRUPTED;
    }

    private static void say(PrintWriter out, String note) {
        synchronized (out) {
            out.println(TypedText.printable(note));
            out.flush();
        }
    }
}
