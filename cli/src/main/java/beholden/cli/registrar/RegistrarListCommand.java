package beholden.cli.registrar;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.vault.VaultOption;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.DirectoryEntry;
import beholden.vault.registrar.Registrar;
import beholden.vault.registrar.RegistrarKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `beholden registrar list`.
@Command(
        name = "list",
        description = "Lists all agencies. That they were read, by whom and why, is recorded first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  beholden registrar list /srv/vault --share a.txt --share b.txt \\",
            "      --reader 'A. and B.' --purpose 'yearly audit'"
        })
final class RegistrarListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final VaultOption vault = new VaultOption();

    @Mixin
    private final SharesOption shares = new SharesOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        vault.settings();
        RegistrarKey key = RegistrarKey.load(vault.keys().resolve(RegistrarKey.FILE));
        Directory.Listing listing;
        try (Registrar registrar = shares.open(key)) {
            listing = vault.use(
                    Commands.err(spec),
                    open -> new Directory(open.log(AgencyId.DIRECTORY), InstantSource.system())
                            .list(registrar, shares.reader(), shares.purpose()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
        PrintWriter out = Commands.out(spec);
        if (listing.unreadable() > 0) {
            Commands.err(spec)
                    .println("Warning: " + listing.unreadable() + " of the directory's entries do not open with this"
                            + " registrar's key; somebody with the vault's keys put them there.");
        }
        if (listing.entries().isEmpty()) {
            out.println("The directory is empty.");
            return ExitStatus.NOTHING_FOUND;
        }
        Table table = new Table().words("agency").words("name").words("contact").words("added");
        listing.entries().stream()
                .sorted(Comparator.comparing(DirectoryEntry::added).thenComparing(DirectoryEntry::name))
                .forEach(entry -> table.row(entry.id().hex(), entry.name(), entry.contact(), entry.added()));
        out.println(table);
        return ExitStatus.FINE;
    }
}
