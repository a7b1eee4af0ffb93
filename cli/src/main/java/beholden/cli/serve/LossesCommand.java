package beholden.cli.serve;

import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.vault.PassphraseOption;
import beholden.ground.RefusedTextException;
import beholden.ground.TypedText;
import beholden.server.events.Losses;
import beholden.server.events.Losses.Gap;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden losses`.
@Command(
        name = "losses",
        description = {
            "Lists which records of an installation are missing or were altered, and acknowledges that they are gone.",
            "An agency with such a gap is refused by the server, which does not start at all if the operator's own log has"
                    + " one. Put back the latest copy of the store if you have it. Only if there is none, acknowledge the"
                    + " loss: what those records decided is then undone, be it a suspension or a closed case. The server must be"
                    + " stopped."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden losses --folder /srv/beholden",
            "  beholden losses --folder /srv/beholden --acknowledge --by 'A. Marsh' --reason 'disk failed, see ticket 12'"
        })
public final class LossesCommand implements Callable<Integer> {
    private static final int LONGEST = 500;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the installation is kept (default: installation/ in BEHOLDEN_HOME)")
    private @Nullable Path folder;

    @Option(names = "--acknowledge", description = "record that this is gone, and let the server go on without it")
    private boolean acknowledge;

    @Option(names = "--by", paramLabel = "NAMES", description = "who acknowledges it; is recorded")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; is recorded")
    private @Nullable String reason;

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        Path place = folder == null ? Home.find().folder().resolve("installation") : folder;
        if (!acknowledge && (by != null || reason != null)) {
            throw new ParameterException(Commands.lineOf(spec), "--by and --reason go with --acknowledge");
        }
        String who = acknowledge ? typed("--by", by) : "";
        String why = acknowledge ? typed("--reason", reason) : "";
        Path keys = Installation.vaultOf(place).resolve("keys");
        Installation.requireFit(place);
        try (Secret secret = passphrase.read();
                RootKey root = RootKeyPlace.load(keys).open(keys, secret);
                Vault vault = Vault.open(Installation.vaultOf(place), root)) {
            vault.findings().forEach(finding -> Commands.err(spec).println("Warning: " + finding + "."));
            Losses losses = new Losses(vault, Installation.operatorOf(place), InstantSource.system());
            if (!acknowledge) return list(losses.find());
            vault.start();
            return done(losses.acknowledge(who, why), losses.find());
        }
    }

    private static String typed(String option, @Nullable String text) throws RefusedException {
        try {
            return TypedText.line(option, text, LONGEST);
        } catch (RefusedTextException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private int list(List<Gap> gaps) {
        PrintWriter out = Commands.out(spec);
        if (gaps.isEmpty()) {
            out.println("Nothing is missing from any log.");
            return ExitStatus.FINE;
        }
        show(gaps);
        out.println(
                "The server refuses what rests on these. Put back the latest copy of the store; or, if there is none,"
                        + " acknowledge the loss: --acknowledge --by NAMES --reason TEXT");
        return ExitStatus.NOT_PROVED;
    }

    private int done(List<Gap> acknowledged, List<Gap> left) {
        PrintWriter out = Commands.out(spec);
        if (!acknowledged.isEmpty()) {
            show(acknowledged);
            out.println(
                    "Acknowledged and recorded. Let the people of these agencies look through their accounts and cases:"
                            + " what was decided in these records is undone.");
        }
        if (!left.isEmpty()) {
            show(left);
            out.println("These cannot be acknowledged: put back the latest copy of the store.");
            return ExitStatus.NOT_PROVED;
        }
        if (acknowledged.isEmpty()) out.println("Nothing is missing from any log.");
        return ExitStatus.FINE;
    }

    private void show(List<Gap> gaps) {
        Table table = new Table()
                .words("log")
                .words("of")
                .numbers("records")
                .words("made after")
                .words("and before");
        for (Gap gap : gaps) {
            String whose = switch (gap.kind()) {
                case OPERATOR -> "the operator";
                case AGENCY -> "an agency";
                case DIRECTORY -> "the registrar";
            };
            table.row(gap.log(), whose, gap.records(), time(gap.after()), time(gap.before()));
        }
        Commands.out(spec).println(table);
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "-" : at.toString();
    }
}
