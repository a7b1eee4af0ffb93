package beholden.cli.registrar;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.vault.AgencyIds;
import beholden.cli.vault.VaultOption;
import beholden.ground.TypedText;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.DirectoryEntry;
import beholden.vault.registrar.Registrar;
import beholden.vault.registrar.RegistrarKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden registrar read`.
@Command(
        name = "read",
        description = "Tells which agency is behind an id. That it was read, by whom and why, is recorded first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  beholden registrar read /srv/vault - < agency.txt \\",
            "      --share a.txt --share b.txt --reader 'A. and B.' --purpose 'court order 12/26'"
        })
final class RegistrarReadCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Parameters(index = "1", paramLabel = "AGENCY-ID", description = AgencyIds.DESCRIPTION)
    private String agency = "";

    @Mixin
    private final SharesOption shares = new SharesOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        AgencyId id = AgencyIds.parse(agency);
        vault.settings();
        RegistrarKey key = RegistrarKey.load(vault.keys().resolve(RegistrarKey.FILE));
        Optional<DirectoryEntry> found;
        try (Registrar registrar = shares.open(key)) {
            found = vault.use(
                    Commands.err(spec),
                    open -> new Directory(open.log(AgencyId.DIRECTORY), InstantSource.system())
                            .read(registrar, id, shares.reader(), shares.purpose()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
        PrintWriter out = Commands.out(spec);
        if (found.isEmpty()) {
            out.println("No entry of the directory has this id.");
            return ExitStatus.NOTHING_FOUND;
        }
        out.println("Name     " + TypedText.printable(found.get().name()));
        out.println("Contact  " + TypedText.printable(found.get().contact()));
        out.println("Added    " + found.get().added());
        return ExitStatus.FINE;
    }
}
