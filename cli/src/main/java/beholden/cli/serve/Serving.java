package beholden.cli.serve;

import beholden.cli.models.PackOption;
import beholden.cli.terminal.Interruption;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.faces.photo.PhotoLimits;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.installation.GuardedClock;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Runs a server on an installation until Ctrl-C.
final class Serving {
    private static final Duration LOOK = Duration.ofMillis(100);

    private Serving() {}

    /// Acts once the server answers, such as by telling its address.
    @FunctionalInterface
    interface Opening {
        void of(Server server) throws IOException, InterruptedException;
    }

    /// @param clockIsRight whether the machine's time is believed, however far it is from when the server last ran
    /// @param err told that a stop is under way, what is wrong with the vault, and of a clock that is not believed
    static void untilInterrupted(
            Path place,
            Secret passphrase,
            ModelPack models,
            PhotoLimits photos,
            ServerSettings settings,
            boolean clockIsRight,
            PrintWriter err,
            Opening opening)
            throws IOException {
        Installation.requireFit(place);
        Path keys = Installation.vaultOf(place).resolve("keys");
        GuardedClock clock = GuardedClock.open(
                place.resolve(GuardedClock.NOTE), InstantSource.system(), System::nanoTime, clockIsRight);
        clock.disbelieved().ifPresent(told -> err.println(disbelief(told, clock.instant())));
        // First, since networks must not be torn down under photos that are looked at.
        try (Interruption interruption = new Interruption(err, "Finishing the requests at hand.");
                RootKey root = RootKeyPlace.load(keys).open(keys, passphrase);
                Installation installation = open(place, root, models, photos, clock, err);
                Server server = Server.start(installation, settings)) {
            if (!interruption.requested()) opening.of(server);
            while (!interruption.requested()) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String disbelief(Instant told, Instant instead) {
        return "beholden: this machine's clock says %s, but this installation was last in use on %s."
                        .formatted(told.truncatedTo(ChronoUnit.SECONDS), instead.truncatedTo(ChronoUnit.SECONDS))
                + " It goes on from there. Set the clock right; or if it is right, start again with --clock-is-right.";
    }

    private static Installation open(
            Path place, RootKey root, ModelPack models, PhotoLimits photos, InstantSource clock, PrintWriter err)
            throws IOException {
        FaceEngine faces = PackOption.engine(models, FaceSettings.DEFAULT.withLimits(photos));
        try {
            Vault vault = Vault.open(Installation.vaultOf(place), root);
            try {
                vault.findings().forEach(finding -> err.println("Warning: " + finding + "."));
                return Installation.open(place, vault, faces, clock, System::nanoTime);
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
