package beholden.cli.registrar;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.vault.VaultOption;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.RegistrarKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden registrar add`.
@Command(
        name = "add",
        description = {
            "Makes an agency: keys of its own in the vault, and an entry in the directory. Takes no share.",
            "Asks for name and contact, or reads them as the two lines of standard input, so that they stand neither in the"
                    + " shell's history nor in the list of processes. Prints the agency's id, once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden registrar add /srv/vault",
            "  beholden registrar add /srv/vault --passphrase-file /run/secrets/vault < agency.txt"
        })
final class RegistrarAddCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Mixin
    private final AgencyOptions agency = new AgencyOptions();

    @Override
    public Integer call() throws IOException, RefusedException {
        vault.settings();
        RegistrarKey key = RegistrarKey.load(vault.keys().resolve(RegistrarKey.FILE));
        AgencyId id = AgencyId.random();
        AgencyOptions.Said said = agency.said();
        vault.use(Commands.err(spec), open -> {
            open.keyring().requireFreeSlot();
            // The entry first: killed in between, it names an agency that has no keys, which does no harm. Keys
            // that no entry names would keep their slot for ever.
            Directory directory = new Directory(open.log(AgencyId.DIRECTORY), InstantSource.system());
            directory.add(key, id, said.name(), said.contact());
            open.keyring().addAgency(id);
            return id;
        });
        PrintWriter out = Commands.out(spec);
        out.println("Agency " + id.hex());
        out.println(
                "This id is shown now and never again without the registrar's shares: give it to whoever sets up the"
                        + " agency.");
        return ExitStatus.FINE;
    }
}
