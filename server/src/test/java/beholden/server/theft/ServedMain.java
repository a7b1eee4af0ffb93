package beholden.server.theft;

import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import beholden.server.identity.SealedPointers;
import beholden.server.installation.Installation;
import beholden.server.search.GroupPhotos;
import beholden.vault.Vault;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.VaultSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A server in a process of its own, started as `beholden serve` starts one: the root key in a file under a
/// passphrase, warnings on standard error. Beyond that it answers the test, on standard input and output.
final class ServedMain {
    /// Schedule as quick as a test needs, and not so quick that it fills the disk.
    private static final VaultSettings SETTINGS = VaultSettings.standard("example.org/vault")
            .withRate(8, Duration.ofMillis(20))
            .withChunks(64 << 10, 4);

    // Held here, since a logger that nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");

    private final Installation installation;
    private final Server server;

    private ServedMain(Installation installation, Server server) {
        this.installation = installation;
        this.server = server;
    }

    /// @param arguments the installation's folder, the model pack's, one for prepared weights, and the port
    public static void main(String[] arguments) throws IOException {
        ROOT.setLevel(Level.WARNING);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path folder = Path.of(arguments[0]);
        try (Secret passphrase = Secret.taking(in.readLine().getBytes(StandardCharsets.UTF_8));
                RootKey root = root(Installation.vaultOf(folder), passphrase);
                Installation installation = Installation.open(
                        folder,
                        Vault.open(Installation.vaultOf(folder), root),
                        FaceEngine.open(
                                ModelPack.read(Path.of(arguments[1])),
                                Path.of(arguments[2]),
                                FaceSettings.DEFAULT.withThreads(2)),
                        InstantSource.system(),
                        System::nanoTime);
                Server server =
                        Server.start(installation, new ServerSettings(Integer.parseInt(arguments[3]), null, null))) {
            System.out.println(server.origin());
            ServedMain served = new ServedMain(installation, server);
            for (String order = in.readLine(); order != null; order = in.readLine()) {
                System.out.println(served.answer(order.split(" ")));
            }
        }
    }

    private static RootKey root(Path vault, Secret passphrase) throws IOException {
        Path keys = vault.resolve("keys");
        if (Files.exists(vault)) return RootKeyPlace.load(keys).open(keys, passphrase);
        Files.createDirectories(vault.toAbsolutePath().getParent());
        RootKeyPlace place = new RootKeyPlace.InFile(Path.of("root.key"));
        RootKey root = place.create(keys, passphrase, Argon2Cost.LEAST);
        Vault.create(vault, SETTINGS, root).close();
        place.save(keys);
        RegistrarKey.Founding founding = RegistrarKey.found(3, 2);
        founding.key().save(keys.resolve(RegistrarKey.FILE));
        founding.shares().forEach(Share::close);
        return root;
    }

    private String answer(String[] order) throws IOException {
        return switch (order[0]) {
            case "invite" -> {
                Ticket ticket = server.part(OperatorInvitation.class).first();
                yield ticket.link() + " " + ticket.code();
            }
            case "enrol" ->
                String.valueOf(GroupPhotos.enrol(
                        installation.gallery(), installation.faces(), List.of(order[2]), Integer.parseInt(order[1])));
            case "agency-of" ->
                server.part(SealedPointers.class)
                        .open(
                                SealedPointers.Purpose.PASSKEY,
                                Base64.getUrlDecoder().decode(order[1]))
                        .orElseThrow()
                        .agency()
                        .hex();
            case "tell" -> {
                Files.writeString(Path.of(order[1]), SelfPortrait.of(server));
                yield "told";
            }
            default -> throw new IllegalArgumentException(order[0]);
        };
    }
}
