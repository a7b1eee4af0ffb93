package beholden.cli.vault;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.key.RootKey;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden vault compact`.
@Command(
        name = "compact",
        description = {
            "Rewrites the store in the order of labels, padded with dummies to a power of two.",
            "Then nothing tells in which order cells came. The vault must not be running."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden vault compact /srv/vault",
            "  beholden vault compact /srv/vault --store-owner 'jdbc:postgresql://db/beholden?user=beholden_owner'"
        })
final class VaultCompactCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Option(
            names = "--store-owner",
            paramLabel = "URL",
            description = "a PostgreSQL store as its owner's role sees it; the application may not compact")
    private @Nullable String owner;

    @Override
    public Integer call() throws IOException, RefusedException {
        VaultSettings settings = vault.settings();
        CellAddress application = settings.address(vault.folder());
        if (owner == null && application instanceof CellAddress.PostgresDatabase) {
            throw new RefusedException(
                    "the store is a PostgreSQL database: name its owner's role with --store-owner URL");
        }
        try (RootKey root = vault.root()) {
            Vault.compact(vault.folder(), root, owner == null ? application : CellAddress.of(owner));
        }
        Commands.out(spec).println("Compacted: the store is in the order of labels.");
        return ExitStatus.FINE;
    }
}
