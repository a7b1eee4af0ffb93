package beholden.cli;

import beholden.cli.faces.FacesCommand;
import beholden.cli.gallery.GalleryCommand;
import beholden.cli.ledger.LedgerCommand;
import beholden.cli.models.ModelsCommand;
import beholden.cli.registrar.RegistrarCommand;
import beholden.cli.release.VulnerabilitiesCommand;
import beholden.cli.serve.DemoCommand;
import beholden.cli.serve.LossesCommand;
import beholden.cli.serve.ServeCommand;
import beholden.cli.vault.VaultCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `beholden`: the root of all commands.
@Command(
        name = "beholden",
        description = "Compares a face with every face of a gallery and lists the candidates a person should look at.",
        mixinStandardHelpOptions = true,
        versionProvider = BeholdenCommand.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:fine",
            "1:it ran, and found nothing: no face, no candidate, nothing to remove",
            "2:the command line is wrong",
            "3:something given cannot be used: a photo, a key, a pack, a file",
            "4:the gallery or vault is in use by another process, or damaged",
            "5:what was checked is not what it should be: a ledger, a proof, a drilled vault",
            "70:an error of the program itself",
            "130:interrupted; what was done so far is kept"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  BEHOLDEN_HOME         where keys, added packs and the default gallery are kept (~/.beholden)",
            "  BEHOLDEN_PASSPHRASE   opens a vault's root key, where no --passphrase-file is given",
            "  BEHOLDEN_DEBUG        1 prints the stack trace of an error",
            "  NO_COLOR              turns colours off; they are off anyway when the output is not a terminal",
            "",
            "Tab completion for bash and zsh:  source <(beholden generate-completion)"
        },
        subcommands = {
            ServeCommand.class,
            LossesCommand.class,
            FacesCommand.class,
            GalleryCommand.class,
            VaultCommand.class,
            RegistrarCommand.class,
            LedgerCommand.class,
            ModelsCommand.class,
            VulnerabilitiesCommand.class,
            DemoCommand.class,
            GenerateCompletion.class
        })
final class BeholdenCommand {
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = BeholdenCommand.class.getPackage().getImplementationVersion();
            return new String[] {"beholden " + (version == null ? "(not packaged)" : version)};
        }
    }
}
