package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.vault.control.ControlClient;
import beholden.vault.control.Order;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.RootKeyChange;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.RootRotation;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden vault rotate`.
@Command(
        name = "rotate",
        description = "Changes a key of the vault while what it protects stays readable. The vault may be running.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden vault rotate root /srv/vault --root-key /media/usb/root.key",
            "  beholden vault rotate operational /srv/vault",
            "  beholden vault rotate epoch /srv/vault 0123456789abcdef0123456789abcdef",
            "",
            "A process killed meanwhile leaves a vault that opens with the old key or with the new one; run it again.",
            "If it was killed last of all, the old root key is still there: the next opening destroys its file; destroy a key"
                    + " in a token by hand.",
            "docs/keys.md says what each rotation helps against."
        })
final class VaultRotateCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "root",
            description = {
                "Gives the vault a new root key and destroys the old one. The ledger's signing key and the gallery key"
                        + " change with it: hand the new ledger key to auditors, and run: gallery rekey"
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int root(@Mixin VaultOption vault, @Mixin RootKeyOptions rootKey, @Mixin NewPassphraseOption newPassphrase)
            throws IOException, RefusedException {
        VaultSettings settings = vault.settings();
        RootKeyPlace chosen = rootKey.chosen();
        RootKeyPlace to = chosen == null ? RootRotation.after(RootKeyPlace.load(vault.keys())) : chosen;
        String vkey;
        try (Secret old = vault.passphrase().read();
                Secret fresh = newPassphrase.choose()) {
            RootKeyChange change = new RootKeyChange(to, old, fresh, Argon2Cost.DEFAULT);
            Order.Outcome outcome = ControlClient.send(vault.folder(), new Order.RotateRoot(change), old);
            vkey = outcome != null
                    ? Objects.requireNonNull(outcome.vkey(), "a rotation of the root key tells it")
                    : new RootRotation(vault.folder(), settings.origin())
                            .rotate(change)
                            .vkey();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
        PrintWriter out = Commands.out(spec);
        out.println("The vault has a new root key: " + to + ". Destroy all copies of the old one.");
        out.println("From now on this verifies the ledger's checkpoints; the note in "
                + vault.folder().resolve("ledger").resolve("handover") + ", signed by both, proves it to auditors:");
        out.println("  " + vkey);
        return ExitStatus.FINE;
    }

    @Command(
            name = "operational",
            description = "Wraps the keyring under the next operational key.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int operational(@Mixin VaultOption vault) throws IOException, RefusedException {
        vault.order(Commands.err(spec), new Order.RotateOperational());
        Commands.out(spec)
                .println("The keyring is wrapped under a new operational key. Replace the copy of keyring.key.");
        return ExitStatus.FINE;
    }

    @Command(
            name = "epoch",
            description = "Starts the next epoch of an agency: what it writes from now on has keys of its own.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int epoch(
            @Mixin VaultOption vault,
            @Parameters(index = "1", paramLabel = "AGENCY-ID", description = AgencyIds.DESCRIPTION) String agency)
            throws IOException, RefusedException {
        AgencyId id = AgencyIds.parse(agency);
        Order.Outcome outcome = vault.order(Commands.err(spec), new Order.StartEpoch(id));
        Commands.out(spec)
                .println("The agency writes in epoch " + outcome.epoch()
                        + " now; earlier ones can be shredded one by one.");
        return ExitStatus.FINE;
    }
}
