package beholden.cli;

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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden registrar add`.
@Command(
        name = "add",
        description = {
            "Makes an agency: keys of its own in the vault, and an entry in the directory. Takes no share.",
            "Prints the agency's id, once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  beholden registrar add /srv/vault --name 'Police of Examplia' --contact duty@police.example")
final class RegistrarAddCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "who they are, up to 200 bytes")
    private String name = "";

    @Option(
            names = "--contact",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "how to reach them, up to 250 bytes")
    private String contact = "";

    @Override
    public Integer call() throws IOException, RefusedException {
        vault.settings();
        RegistrarKey key = RegistrarKey.load(vault.keys().resolve(RegistrarKey.FILE));
        AgencyId id = vault.use(Commands.err(spec), open -> {
            Directory directory = new Directory(open.log(AgencyId.DIRECTORY), InstantSource.system());
            AgencyId made = open.keyring().newAgency();
            boolean recorded = false;
            try {
                directory.add(key, made, name, contact);
                recorded = true;
            } catch (IllegalArgumentException e) {
                throw new RefusedException(e);
            } finally {
                // An agency that no entry names would keep its slot for ever.
                if (!recorded) open.shred(made);
            }
            return made;
        });
        PrintWriter out = Commands.out(spec);
        out.println("Agency " + id.hex());
        out.println(
                "This id is shown now and never again without the registrar's shares: give it to whoever sets up the"
                        + " agency.");
        return ExitStatus.FINE;
    }
}
