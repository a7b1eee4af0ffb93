package beholden.cli.serve;

import beholden.cli.faces.PhotoOptions;
import beholden.cli.home.Home;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.vault.PassphraseOption;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden serve`.
@Command(
        name = "serve",
        description = {
            "Serves agencies in their browsers until Ctrl-C: accounts, cases, searches, reviews.",
            "Where there is no installation yet it makes one: a vault, a registrar, an empty gallery. It listens on this"
                    + " machine alone; other machines reach it through a proxy that adds TLS."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden serve",
            "  beholden serve --folder /srv/beholden --origin https://search.example.org"
                    + " --passphrase-file /run/secrets/vault"
        })
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final InstallationOption installation = new InstallationOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "port of 127.0.0.1 to listen on (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "scheme and host as browsers see them; passkeys are bound to the host for ever"
                    + " (default: http://localhost:PORT)")
    private @Nullable URI origin;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            description = "port of 127.0.0.1 where health and metrics are told to whoever is on this machine"
                    + " (default: nowhere)")
    private @Nullable Integer managementPort;

    @Option(
            names = "--invite-operator",
            description = "print an invitation for another operator, also where there is one already")
    private boolean inviteOperator;

    @Option(
            names = "--clock-is-right",
            description = "believe this machine's clock, though it is far from when the installation was last in use")
    private boolean clockIsRight;

    @Mixin
    private final PhotoOptions photos = new PhotoOptions();

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private final PackOption pack = new PackOption();

    @Override
    public Integer call() throws IOException, RefusedException {
        Path place = installation.folder();
        ServerSettings settings = settings();
        boolean fresh = !NewInstallation.isThere(place);
        try (Secret secret = fresh ? passphrase.choose() : passphrase.read()) {
            if (fresh) NewInstallation.make(place, secret, ledgerOrigin()).tell(Commands.out(spec));
            Serving.untilInterrupted(
                    place,
                    secret,
                    pack.read(),
                    photos.limits(),
                    settings,
                    clockIsRight,
                    Commands.err(spec),
                    this::welcome);
        }
        return ExitStatus.FINE;
    }

    private ServerSettings settings() throws RefusedException {
        try {
            return new ServerSettings(port, origin, Home.web(), managementPort, false);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    /// Names the ledger after the host, as is the custom.
    private String ledgerOrigin() {
        return (origin == null ? "localhost" : origin.getHost()) + "/vault";
    }

    private void welcome(Server server) {
        PrintWriter out = Commands.out(spec);
        out.println("Serving " + server.origin() + " . Ctrl-C ends it.");
        invite(server.part(OperatorInvitation.class), out);
        out.flush();
    }

    private void invite(OperatorInvitation invitation, PrintWriter out) {
        boolean there = invitation.hasOperator();
        if (there && !inviteOperator) return;
        Ticket ticket = there ? invitation.recovery() : invitation.first();
        out.println("To become the installation's operator, open this link, which works once, and type the code:");
        out.println("  " + ticket.link());
        out.println("  " + ticket.code());
    }
}
