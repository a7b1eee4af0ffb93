package beholden.cli.serve;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.terminal.Wording;
import beholden.cli.vault.PassphraseOption;
import beholden.ground.RefusedTextException;
import beholden.ground.TypedText;
import beholden.ledger.note.CheckpointPolicy;
import beholden.server.events.LossEvent;
import beholden.server.events.Losses;
import beholden.server.events.Losses.Gap;
import beholden.server.events.Recorded;
import beholden.server.events.StoreLosses;
import beholden.server.installation.Installation;
import beholden.vault.RecordedCells;
import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import beholden.vault.key.AgencyId;
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

    @Mixin
    private final InstallationOption installation = new InstallationOption();

    @Option(names = "--acknowledge", description = "record that this is gone, and let the server go on without it")
    private boolean acknowledge;

    @Option(names = "--by", paramLabel = "NAMES", description = "who acknowledges it; is recorded")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; is recorded")
    private @Nullable String reason;

    @Option(
            names = "--store-owner",
            paramLabel = "URL",
            description = "a PostgreSQL store as its owner's role sees it; the application may not read it all")
    private @Nullable String owner;

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        Path place = installation.folder();
        if (!acknowledge && (by != null || reason != null)) {
            throw new ParameterException(Commands.lineOf(spec), "--by and --reason go with --acknowledge");
        }
        String who = acknowledge ? typed("--by", by) : "";
        String why = acknowledge ? typed("--reason", reason) : "";
        Path vault = Installation.vaultOf(place);
        Path keys = vault.resolve("keys");
        AgencyId operator = Installation.operatorOf(place);
        CellAddress store = store(vault);
        try (Secret secret = passphrase.read();
                RootKey root = RootKeyPlace.load(keys).open(keys, secret)) {
            FoundLosses found = look(place, root, operator);
            StoreLosses inStore = compare(place, store, found);
            if (!acknowledge) return list(found, inStore);
            List<Gap> done;
            try (Vault open = Vault.open(vault, root)) {
                open.start();
                Losses losses = new Losses(open, operator, InstantSource.system());
                done = losses.acknowledge(who, why);
                losses.acknowledge(inStore, who, why);
            }
            return done(done, look(place, root, operator).gaps(), inStore);
        }
    }

    private CellAddress store(Path vault) throws IOException, RefusedException {
        CellAddress application = Vault.settings(vault).address(vault);
        if (owner != null) return CellAddress.of(owner);
        if (application instanceof CellAddress.PostgresDatabase) {
            throw new RefusedException(
                    "the store is a PostgreSQL database: name its owner's role with --store-owner URL");
        }
        return application;
    }

    /// Opens the vault, which finishes what a crash may have left half done.
    private FoundLosses look(Path place, RootKey root, AgencyId operator) throws IOException {
        try (Vault vault = Vault.open(Installation.vaultOf(place), root)) {
            if (!vault.findings().isEmpty()) Installation.doubt(place);
            vault.findings().forEach(finding -> Commands.err(spec).println("Warning: " + finding + "."));
            Losses losses = new Losses(vault, operator, InstantSource.system());
            return new FoundLosses(
                    losses.find(), losses.acknowledged(), new CheckpointPolicy(vault.verifiers(), List.of(), 0));
        }
    }

    private static StoreLosses compare(Path place, CellAddress store, FoundLosses found)
            throws IOException, InterruptedException {
        Path vault = Installation.vaultOf(place);
        try (CellReader cells = CellStores.keep(store, Vault.settings(vault).boxLength())) {
            return Losses.compare(
                    Losses.known(found.acknowledged()),
                    Installation.ledgerOf(place),
                    found.policy(),
                    new RecordedCells(cells, vault.resolve("chunks")));
        }
    }

    private static String typed(String option, @Nullable String text) throws RefusedException {
        try {
            return TypedText.line(option, text, LONGEST);
        } catch (RefusedTextException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private int list(FoundLosses found, StoreLosses inStore) {
        PrintWriter out = Commands.out(spec);
        if (!found.acknowledged().isEmpty()) {
            out.println("Acknowledged earlier:");
            out.println(acknowledged(found.acknowledged()));
        }
        if (found.gaps().isEmpty() && inStore.isEmpty()) {
            out.println("Nothing is missing that is not acknowledged.");
            return ExitStatus.FINE;
        }
        show(found.gaps());
        show(inStore);
        out.println(
                "The server refuses what rests on this, and is not ready. Put back the latest copy of the store; or,"
                        + " if there is none, acknowledge the loss: --acknowledge --by NAMES --reason TEXT");
        return ExitStatus.NOT_PROVED;
    }

    private int done(List<Gap> acknowledged, List<Gap> left, StoreLosses inStore) {
        PrintWriter out = Commands.out(spec);
        show(acknowledged);
        show(inStore);
        if (!acknowledged.isEmpty()) {
            out.println("Acknowledged and recorded. What was decided in these records is undone: let everybody look"
                    + " through accounts, keys and cases, or through sources, policy and photos that were taken down.");
        } else if (!inStore.gone().isEmpty() || !inStore.foreign().isEmpty()) {
            out.println("Acknowledged and recorded.");
        } else {
            out.println("Nothing is missing that can be acknowledged.");
        }
        if (left.isEmpty() && inStore.other().isEmpty()) return ExitStatus.FINE;
        show(left);
        out.println("The rest cannot be acknowledged: put back the latest copy.");
        return ExitStatus.NOT_PROVED;
    }

    private void show(StoreLosses inStore) {
        PrintWriter out = Commands.out(spec);
        if (!inStore.gone().isEmpty()) {
            out.printf("Cells and chunks that are missing or altered, records or not: %,d%n", inStore.count());
        }
        if (!inStore.foreign().isEmpty()) {
            out.printf(
                    "Cells and chunks that the ledger does not know: %,d%n",
                    inStore.foreign().size());
        }
        inStore.other().forEach(finding -> out.println(TypedText.printable(finding)));
    }

    private static Table acknowledged(List<Recorded> all) {
        Table table = new Table().words("when").words("what").words("who").words("why");
        for (Recorded one : all) {
            String at = one.at().toString();
            switch (one.event()) {
                case LossEvent.RecordsLost it ->
                    table.row(at, Wording.count(it.records(), "record") + " of the operator", it.who(), it.why());
                case LossEvent.LossAcknowledged it ->
                    table.row(at, Wording.count(it.records(), "record") + " of log " + it.log(), it.who(), it.why());
                case LossEvent.StoreLossAcknowledged it -> table.row(at, "cells and chunks", it.who(), it.why());
                default -> throw new IllegalStateException("no loss");
            }
        }
        return table;
    }

    private void show(List<Gap> gaps) {
        if (gaps.isEmpty()) return;
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
