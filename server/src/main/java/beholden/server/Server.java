package beholden.server;

import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.server.events.Losses;
import beholden.server.installation.Installation;
import beholden.server.limits.BodyLimit;
import beholden.server.refusal.StartRefusedException;
import beholden.vault.Vault;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A running server.
public final class Server implements AutoCloseable {
    /// Spring Boot's way to say it.
    private static final int NONE = -1;

    private final ConfigurableApplicationContext context;
    private final URI origin;

    private Server(ConfigurableApplicationContext context, URI origin) {
        this.context = context;
        this.origin = origin;
    }

    /// Starts serving, and starts the vault's ticks. The installation stays the caller's, who closes it after the
    /// server.
    ///
    /// @throws IOException if the port is taken, or the installation is not fit to be served
    public static Server start(Installation installation, ServerSettings settings) throws IOException {
        // Else what makes a report's pictures writes them into temporary files.
        ImageIO.setUseCache(false);
        // The library that writes reports notes the machine's fonts in a file. Here it does so in the installation's
        // folder and at the start, so that the file's time does not tell when somebody made a report.
        System.setProperty("pdfbox.fontcache", installation.folder().toString());
        FontMappers.instance().getFontBoxFont("Helvetica", null);
        // Decided before the start, since the origin holds it and passkeys hold the origin.
        int port = freePort(settings.port());
        URI origin = settings.origin() == null ? URI.create("http://localhost:" + port) : settings.origin();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("beholden.origin", origin.toString());
        properties.put("beholden.local-providers", settings.localProviders());
        // A form of files is held in memory, and has one photo or document.
        String largest = BodyLimit.file(installation.faces().settings().limits()) + "B";
        properties.put("spring.servlet.multipart.max-file-size", largest);
        properties.put("spring.servlet.multipart.max-request-size", largest);
        properties.put("spring.servlet.multipart.file-size-threshold", largest);
        Integer management = settings.management();
        properties.put("management.server.port", management == null ? NONE : management);
        if (settings.web() != null) {
            // Not the name of the launcher's system property, which would go before this one.
            properties.put("beholden.pages", settings.web().toUri().toString());
        }
        SpringApplication application = new SpringApplicationBuilder(BeholdenApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(properties)
                .initializers(context -> register((GenericApplicationContext) context, installation))
                .build();
        installation.vault().start();
        requireWhole(installation);
        try {
            return new Server(application.run(), origin);
        } catch (BeansException e) {
            // Spring wraps what a part of the server says of itself.
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof StartRefusedException said) throw new IOException(said.getMessage(), e);
            }
            throw e;
        }
    }

    /// Compares the store with the ledger before anybody is served, where the vault itself found something wrong:
    /// as when nobody knows how long each log was, so that what is missing at its end leaves no gap.
    ///
    /// @throws IOException if the store is not what the ledger says
    private static void requireWhole(Installation installation) throws IOException {
        Vault vault = installation.vault();
        if (!vault.findings().isEmpty()) Installation.doubt(installation.folder());
        if (!installation.isDoubted()) return;
        Losses losses = new Losses(vault, installation.operator(), installation.clock());
        try {
            if (vault.check().isSound(losses.known(), (_, _) -> {})) {
                installation.trust();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the store was compared with the ledger", e);
        }
        throw new IOException("what is stored is not what the ledger says, and the ends of the logs are not known for"
                + " certain; nothing is served; look with: beholden losses --folder " + installation.folder());
    }

    private static void register(GenericApplicationContext context, Installation installation) {
        context.registerBean(Installation.class, () -> installation, bean -> bean.setDestroyMethodName(""));
        context.registerBean(Vault.class, installation::vault, bean -> bean.setDestroyMethodName(""));
        context.registerBean(Gallery.class, installation::gallery, bean -> bean.setDestroyMethodName(""));
        context.registerBean(FaceEngine.class, installation::faces, bean -> bean.setDestroyMethodName(""));
        context.registerBean(InstantSource.class, installation::clock);
        context.registerBean(LongSupplier.class, installation::nanos);
    }

    /// @param wanted 0 for any
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new IOException(
                    "port %d of 127.0.0.1 cannot be had (%s); end the program that listens there, or choose another port"
                            .formatted(wanted, e.getMessage()),
                    e);
        }
    }

    /// The origin by which browsers reach the server.
    public URI origin() {
        return origin;
    }

    /// The address where health and metrics are told; empty if nowhere.
    public Optional<URI> management() {
        return Optional.ofNullable(context.getEnvironment().getProperty("local.management.port"))
                .map(port -> URI.create("http://127.0.0.1:" + port));
    }

    /// A part of the running server, for the command that started it.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Finishes the requests under way, at most for some seconds.
    @Override
    public void close() {
        context.close();
    }
}
