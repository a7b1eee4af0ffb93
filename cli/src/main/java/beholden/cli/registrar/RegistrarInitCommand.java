package beholden.cli.registrar;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.cli.vault.PassphraseOption;
import beholden.vault.Vault;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden registrar init`.
@Command(
        name = "init",
        description = {
            "Makes the registrar of a vault: a public key for the vault, and shares of the private key for their holders.",
            "The private key itself is kept nowhere. Hand each share to one person and delete it here."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden registrar init /srv/vault --out /media/usb",
            "  beholden registrar init /srv/vault --shares 5 --needed 3 --out /media/usb --seal"
        })
final class RegistrarInitCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "VAULT", description = "folder of the vault")
    private Path folder = Path.of("");

    @Option(
            names = "--shares",
            paramLabel = "N",
            defaultValue = "3",
            description = "how many people hold a share (default: ${DEFAULT-VALUE})")
    private int shares;

    @Option(
            names = "--needed",
            paramLabel = "K",
            defaultValue = "2",
            description = "how many of them it takes to read, 2 or more (default: ${DEFAULT-VALUE})")
    private int needed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for the shares, one text file each, to be printed or carried away")
    private Path out = Path.of("");

    @Option(names = "--seal", description = "ask each holder for a passphrase and seal the share under it")
    private boolean seal;

    @Override
    public Integer call() throws IOException, RefusedException {
        Vault.settings(folder);
        Path publicFile = folder.resolve("keys").resolve(RegistrarKey.FILE);
        if (Files.exists(publicFile))
            throw new FileAlreadyExistsException(publicFile + ": this vault has a registrar already");
        if (out.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
            throw new RefusedException(
                    out + ": lies in the vault, where a thief of the vault would find all shares; choose"
                            + " another folder");
        }
        RegistrarKey.Founding founding = found();
        try {
            report(founding.key(), keep(founding, publicFile));
        } finally {
            founding.shares().forEach(Share::close);
        }
        return ExitStatus.FINE;
    }

    private RegistrarKey.Founding found() throws RefusedException {
        try {
            return RegistrarKey.found(shares, needed);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private List<Path> keep(RegistrarKey.Founding founding, Path publicFile) throws IOException, RefusedException {
        return ShareFiles.write(founding, out, publicFile, seal ? RegistrarInitCommand::sealed : share -> share);
    }

    private static Share sealed(Share share) throws RefusedException {
        try (Secret passphrase = PassphraseOption.askTwice("Passphrase of holder " + share.number() + ": ")) {
            return share.sealedUnder(passphrase, Argon2Cost.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private void report(RegistrarKey key, List<Path> files) {
        PrintWriter print = Commands.out(spec);
        print.println("Registrar " + key.fingerprint() + "; the same number stands on every share.");
        print.println(Wording.count(files.size(), "share") + ", any " + key.needed() + " of them open the directory:");
        files.forEach(file -> print.println("  " + file));
        print.println("Hand each to one person and delete it here. Fewer than " + key.needed()
                + " left means that nobody can ever read the directory.");
    }
}
