package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.vault.control.Order;
import beholden.vault.key.AgencyId;
import java.io.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden vault shred`.
@Command(
        name = "shred",
        description = {
            "Destroys the keys of an agency, or of one of its past epochs. Nothing brings them back.",
            "Its cells stay, nobody can read them or tell them from dummies, and the ledger still verifies.",
            "The vault may be running."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden vault shred /srv/vault 0123456789abcdef0123456789abcdef --epoch 3",
            "  beholden vault shred /srv/vault 0123456789abcdef0123456789abcdef --yes"
        })
final class VaultShredCommand implements Callable<Integer> {
    private static final String WORD = "shred";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Parameters(index = "1", paramLabel = "AGENCY-ID", description = AgencyIds.DESCRIPTION)
    private String agency = "";

    @Option(names = "--epoch", paramLabel = "N", description = "only this past epoch (default: all of the agency)")
    private @Nullable Integer epoch;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() throws IOException, RefusedException {
        AgencyId id = AgencyIds.parse(agency);
        vault.settings();
        if (!yes) confirm();
        vault.order(Commands.err(spec), new Order.Shred(id, epoch));
        Commands.out(spec)
                .println(
                        "Shredded. Copies of keys/keyring together with keys/keyring.key from before still open with the root"
                                + " key: destroy them now, or give the vault a new root key and destroy the old one's copies.");
        return ExitStatus.FINE;
    }

    private void confirm() throws RefusedException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new RefusedException("there is no terminal to ask at; say --yes to shred without being asked");
        }
        String typed = console.readLine(
                "This destroys %s for good. Type %s to go on: ",
                epoch == null ? "everything this agency ever wrote" : "all it wrote in epoch " + epoch, WORD);
        if (!WORD.equals(typed)) throw new RefusedException("nothing was shredded");
    }
}
