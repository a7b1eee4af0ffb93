package beholden.cli.serve;

import beholden.cli.models.PackOption;
import beholden.cli.terminal.Interruption;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Runs a server on an installation until Ctrl-C.
final class Serving {
    private static final Duration LOOK = Duration.ofMillis(100);

    private Serving() {}

    /// Acts once the server answers, such as by telling its address.
    @FunctionalInterface
    interface Opening {
        void of(Server server) throws IOException, InterruptedException;
    }

    /// @param err told that a stop is under way, and what is wrong with the vault
    static void untilInterrupted(
            Path place, Secret passphrase, ModelPack models, ServerSettings settings, PrintWriter err, Opening opening)
            throws IOException {
        Installation.requireFit(place);
        Path keys = Installation.vaultOf(place).resolve("keys");
        // First, since networks must not be torn down under photos that are looked at.
        try (Interruption interruption = new Interruption(err, "Finishing the requests at hand.");
                RootKey root = RootKeyPlace.load(keys).open(keys, passphrase);
                Installation installation = open(place, root, models, err);
                Server server = Server.start(installation, settings)) {
            if (!interruption.requested()) opening.of(server);
            while (!interruption.requested()) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Installation open(Path place, RootKey root, ModelPack models, PrintWriter err) throws IOException {
        FaceEngine faces = PackOption.engine(models, FaceSettings.DEFAULT);
        try {
            Vault vault = Vault.open(Installation.vaultOf(place), root);
            try {
                vault.findings().forEach(finding -> err.println("Warning: " + finding + "."));
                return Installation.open(place, vault, faces, InstantSource.system());
            } catch (IOException | RuntimeException e) {
                vault.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            faces.close();
            throw e;
        }
    }
}
