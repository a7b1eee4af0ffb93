package beholden.cli.registrar;

import beholden.cli.terminal.RefusedException;
import beholden.cli.vault.PassphraseOption;
import beholden.vault.key.Secret;
import beholden.vault.registrar.Registrar;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// `--share`, and what is recorded of a reading: `--reader` and `--purpose`.
final class SharesOption {
    /// Bytes read of a share's file, some ten times what a sealed one has; a longer file lacks its checksum.
    private static final int MOST_BYTES = 1 << 14;

    @Option(
            names = "--share",
            paramLabel = "FILE",
            required = true,
            description = "a holder's share; repeat it for each holder")
    private List<Path> files = List.of();

    @Option(
            names = "--reader",
            paramLabel = "WHO",
            required = true,
            description = "who reads; recorded before anything is shown")
    private String reader = "";

    @Option(
            names = "--purpose",
            paramLabel = "WHY",
            required = true,
            description = "why; recorded before anything is shown")
    private String purpose = "";

    String reader() {
        return reader;
    }

    String purpose() {
        return purpose;
    }

    /// Puts the private key together. The caller closes it as soon as the reading is done.
    Registrar open(RegistrarKey key) throws IOException, RefusedException {
        if (reader.isBlank() || purpose.isBlank()) {
            throw new RefusedException("--reader and --purpose: say who reads the directory, and why");
        }
        List<Share> shares = new ArrayList<>();
        try {
            for (Path file : files) {
                try (Share kept = Share.parse(file.toString(), text(file))) {
                    shares.add(kept.opened(file.toString(), () -> ask(file)));
                }
            }
            return key.open(shares);
        } catch (UncheckedIOException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        } finally {
            shares.forEach(Share::close);
        }
    }

    private static byte[] text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    private static Secret ask(Path file) {
        try {
            return PassphraseOption.ask("Passphrase of share " + file.getFileName() + ": ");
        } catch (RefusedException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }
}
