package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden vault passphrase`.
@Command(
        name = "passphrase",
        description = {
            "Seals the root key's file under another passphrase. The vault may be running.",
            "Older copies of the file still open with the old one; if that is known to others, use: vault rotate root"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden vault passphrase /srv/vault")
final class VaultPassphraseCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Mixin
    private final NewPassphraseOption newPassphrase = new NewPassphraseOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        vault.settings();
        Path file;
        try (Secret old = vault.passphrase().read();
                Secret fresh = newPassphrase.choose()) {
            file = RootKeyPlace.changePassphrase(vault.keys(), old, fresh, Argon2Cost.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
        Commands.out(spec).println(file + ": sealed under the new passphrase. Replace its copies.");
        return ExitStatus.FINE;
    }
}
