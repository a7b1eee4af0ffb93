package beholden.cli.serve;

import beholden.cli.home.Home;
import beholden.cli.models.Packs;
import beholden.cli.terminal.RefusedException;
import beholden.faces.photo.PhotoLimits;
import beholden.ground.Folders;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.agency.Ticket;
import beholden.server.demo.Demo;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demo's server, on an installation that is made anew each time and removed at the end.
///
/// Whatever a killed demo left is removed by the next one; a lock on the file `lock` keeps two from sharing a
/// folder.
final class DemoServer implements AutoCloseable {
    private static final int USUAL_PORT = 8080;
    private static final int PASSPHRASE_BYTES = 32;

    private final Path installation;
    private final ServerSettings settings;
    private final FileChannel lock;

    private DemoServer(Path installation, ServerSettings settings, FileChannel lock) {
        this.installation = installation;
        this.settings = settings;
        this.lock = lock;
    }

    /// @param port port to listen at; null for the usual one, or any that is free
    /// @throws RefusedException if another demo is served from this folder, or the port cannot be had
    static DemoServer in(Path folder, @Nullable Integer port) throws IOException, RefusedException {
        ServerSettings settings = settings(port);
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = lock.tryLock() != null;
        } finally {
            if (!held) lock.close();
        }
        if (!held) {
            throw new RefusedException(
                    folder + ": another demo is running in this folder; end it with Ctrl-C, or use its links");
        }
        return new DemoServer(folder.resolve("installation"), settings, lock);
    }

    private static ServerSettings settings(@Nullable Integer port) throws RefusedException {
        try {
            int chosen = port != null ? port : isFree(USUAL_PORT) ? USUAL_PORT : 0;
            ServerSettings settings = new ServerSettings(chosen, null, Home.web());
            // Told now, not after the search.
            if (!isFree(chosen)) {
                throw new RefusedException("--port " + chosen
                        + ": cannot be had; end the program that listens there, or leave --port out for a free one");
            }
            return settings;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Serves until Ctrl-C.
    ///
    /// @param photos the probe, then those to be searched in
    /// @param face   number of the probe's face, counted from the left
    void run(List<Path> photos, int face, PrintWriter out, PrintWriter err) throws IOException, RefusedException {
        Folders.remove(installation);
        out.printf("%nNow the same in the browser: starting a server with these photos…%n");
        out.flush();
        try (Secret passphrase = passphrase()) {
            NewInstallation.make(installation, passphrase, "localhost/demo");
            Serving.untilInterrupted(
                    installation,
                    passphrase,
                    new Packs(Home.find()).standard(),
                    PhotoLimits.DEFAULT,
                    settings,
                    true,
                    err,
                    server -> open(server, photos, face, out));
        }
    }

    private static Secret passphrase() {
        try (Secret random = Secret.random(PASSPHRASE_BYTES)) {
            return Secret.taking(HexFormat.of().formatHex(random.bytes()).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void open(Server server, List<Path> photos, int face, PrintWriter out)
            throws IOException, InterruptedException {
        Demo.Opened opened = server.part(Demo.class).open(photos.subList(1, photos.size()));
        out.printf("%nServing %s , %,d faces in its gallery.%n", server.origin(), opened.faces());
        out.printf(
                "It is kept in %s, under a random passphrase that is kept nowhere, and removed at the end.%n",
                installation);
        out.printf("%nThree people are invited. Each link works once, for 24 hours, with the code beside it:%n");
        invite(out, Demo.EXAMINER + ", administrator and examiner", opened.examiner());
        invite(out, Demo.REVIEWER + ", reviewer", opened.reviewer());
        invite(out, "The operator, who registers sources and agencies", opened.operator());
        out.printf("""

                1. Open the first link, type its code, register a passkey: you are %s, trained, with an open case.
                2. In case %s choose "New search", drop %s there, and take face %d.
                3. Say of each candidate what you see when you compare: excluded, or possible and why.
                4. What is possible waits for %s, who reviews it blind: sign out and open her link. One browser keeps
                   the passkeys of all three; another browser profile lets two be signed in at once.
                5. Ctrl-C here ends all of it.
                """, Demo.EXAMINER, Demo.CASE, photos.getFirst(), face, Demo.REVIEWER);
        out.flush();
    }

    private static void invite(PrintWriter out, String who, Ticket ticket) {
        out.printf("  %s: code %s%n    %s%n", who, ticket.code(), ticket.link());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            Folders.remove(installation);
        }
    }
}
