package beholden.cli.vault;

import picocli.CommandLine.Command;

/// `beholden vault`.
@Command(
        name = "vault",
        description = "Makes, runs and keeps a vault: the records of all agencies, in cells that tell nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  beholden vault init /srv/vault --origin example.org/vault",
            "  beholden vault run /srv/vault",
            "",
            "docs/vault.md tells how to run one, docs/keys.md what its keys open."
        },
        subcommands = {
            VaultInitCommand.class,
            VaultInfoCommand.class,
            VaultRunCommand.class,
            VaultCompactCommand.class,
            VaultPassphraseCommand.class,
            VaultRotateCommand.class,
            VaultShredCommand.class,
            VaultSqlCommand.class
        })
public final class VaultCommand {}
