package beholden.cli.registrar;

import picocli.CommandLine.Command;

/// `beholden registrar`.
@Command(
        name = "registrar",
        description = {
            "Keeps the directory: which agency is behind which id.",
            "Anybody who runs the vault adds to it; only several share holders together read it, and every reading is recorded."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  beholden registrar init /srv/vault --out /media/usb",
            "  beholden registrar add /srv/vault",
            "  beholden registrar list /srv/vault --share a.txt --share b.txt --reader 'A. and B.' --purpose audit"
        },
        subcommands = {
            RegistrarInitCommand.class,
            RegistrarAddCommand.class,
            RegistrarReadCommand.class,
            RegistrarListCommand.class,
            RegistrarReadingsCommand.class
        })
public final class RegistrarCommand {}
