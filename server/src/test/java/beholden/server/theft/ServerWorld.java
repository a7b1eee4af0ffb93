package beholden.server.theft;

import beholden.drill.world.StolenFolders;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.ground.Folders;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Server;
import beholden.server.ServerSettings;
import beholden.server.TestServer;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import beholden.server.installation.Installation;
import beholden.server.search.GroupPhotos;
import beholden.server.source.FacePhotos;
import beholden.server.source.TestSources;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.Schedule;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One run of a world: a server whose ticks the run gives, agencies that work there or none, and a thief who takes
/// one copy at half time and one at the end.
///
/// ```
/// installation/   as operators have one
/// tomcat/         Tomcat's working folder, uploads among it
/// log             standard error
/// careless/       what no server writes: an access log, a file for each case
/// ```
final class ServerWorld implements AutoCloseable {
    /// More than any world has events and chunks, so that its need never decides.
    private static final int TICKS_OF_A_HALF = 80;

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final VaultSettings SETTINGS = VaultSettings.standard("example.org/vault")
            .withRate(4, Duration.ofHours(1))
            .withChunks(32 << 10, 1);

    /// Settings that hold for as long as a run takes.
    private static final Map<String, String> PROPERTIES = Map.of(
            "server.tomcat.basedir", "tomcat",
            "server.tomcat.accesslog.enabled", "true",
            "server.tomcat.accesslog.buffered", "false",
            "server.tomcat.accesslog.directory", "careless/access");

    private final Path folder;
    private final Installation installation;
    private final Server server;
    private final PrintStream log;
    private final PrintStream usual = System.err;
    private final RootKey root = RootKey.of(Secret.random(RootKey.DERIVED_BYTES));
    private final Browser operator;
    private int ticks;

    /// The numbers of one run.
    ///
    /// @param honest   of what a server leaves
    /// @param careless the same, of one that keeps an access log and a file for each case too
    record Measured(SequencedMap<String, Double> honest, SequencedMap<String, Double> careless) {}

    /// Events in a world in one half of a run.
    @FunctionalInterface
    interface Half {
        void in(ServerWorld world) throws IOException;
    }

    /// @param folder absent, and absent again afterwards
    /// @param last   is done just before the server stops, and what it left to be sealed is lost
    static Measured run(Path folder, Half first, Half second, Half last) throws IOException {
        Path early = folder.resolveSibling("early");
        Path late = folder.resolveSibling("late");
        Files.createDirectories(folder.resolve("careless/cases"));
        try (ServerWorld world = new ServerWorld(folder)) {
            world.spend(first, TICKS_OF_A_HALF);
            Folders.copy(folder, early);
            world.spend(second, 2 * TICKS_OF_A_HALF);
            Folders.copy(folder, late);
            world.during(() -> world.done(last), world::cellsWait);
        } catch (IOException | RuntimeException e) {
            remove(folder, early, late);
            throw e;
        }
        try {
            return measured(early, late, folder.resolve("log"));
        } finally {
            remove(folder, early, late);
        }
    }

    private static void remove(Path... folders) throws IOException {
        for (Path folder : folders) Folders.remove(folder);
    }

    private ServerWorld(Path folder) throws IOException {
        this.folder = folder;
        for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            String value = property.getValue();
            System.setProperty(
                    property.getKey(),
                    property.getKey().endsWith("ed")
                            ? value
                            : folder.resolve(value).toString());
        }
        // where the server's handlers write, which it makes when it starts
        log = new PrintStream(Files.newOutputStream(folder.resolve("log")), true, StandardCharsets.UTF_8);
        System.setErr(log);
        installation = installation(folder.resolve("installation"));
        server = during(() -> Server.start(installation, new ServerSettings(0, null, null)));
        operator = during(() -> {
            Ticket ticket = server.part(OperatorInvitation.class).first();
            JsonNode said =
                    JsonMapper.shared().valueToTree(Map.of("link", ticket.link().toString(), "code", ticket.code()));
            return new Browser(server.origin()).accept(said);
        });
        String source = during(() -> TestSources.register(operator, LocalDate.now(ZoneOffset.UTC), "Harbour archive"));
        GroupPhotos.enrol(installation.gallery(), installation.faces(), List.of(source), 6);
    }

    private Installation installation(Path place) throws IOException {
        Path vault = Installation.vaultOf(place);
        Files.createDirectories(vault.resolve("keys"));
        Vault.create(vault, SETTINGS, root).close();
        RegistrarKey.Founding founding = RegistrarKey.found(3, 2);
        founding.key().save(vault.resolve("keys").resolve(RegistrarKey.FILE));
        founding.shares().forEach(Share::close);
        Schedule never = (_, _) -> () -> {};
        FaceEngine faces = FaceEngine.open(
                ModelPack.read(TestServer.models()),
                Path.of("target", "prepared-weights"),
                FaceSettings.DEFAULT.withThreads(2));
        Vault open = Vault.open(vault, root, VaultParts.standard().withSchedule(never));
        return Installation.open(place, open, faces, InstantSource.system(), System::nanoTime);
    }

    /// Lets work be done, and ticks go on until there were as many as the schedule says, however many it took.
    private void spend(Half half, int until) throws IOException {
        during(() -> done(half), this::somethingWaits);
        if (ticks >= until) throw new IllegalStateException(ticks + " ticks; the half has too few for its world");
        while (ticks < until) tick();
    }

    private ServerWorld done(Half half) throws IOException {
        half.in(this);
        return this;
    }

    private interface Work<T> {
        T done() throws Exception;
    }

    private <T> T during(Work<T> work) throws IOException {
        return during(work, this::somethingWaits);
    }

    /// Lets work be done, and ticks whenever something waits for one.
    private <T> T during(Work<T> work, BooleanSupplier waits) throws IOException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                done.complete(work.done());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        while (true) {
            while (waits.getAsBoolean()) tick();
            try {
                return done.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // it may wait for a tick by now
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private boolean cellsWait() {
        return installation.vault().health().waitingCells() > 0;
    }

    private boolean somethingWaits() {
        return cellsWait() || installation.vault().health().waitingChunks() > 0;
    }

    private void tick() throws IOException {
        installation.vault().tick();
        ticks++;
    }

    /// A new client.
    KnownAgency agency(String name, String mark) {
        return new KnownAgency(server.origin(), operator, name, mark);
    }

    /// A case from beginning to end, with a search.
    void investigate(KnownAgency agency, Browser examiner) throws IOException {
        String caseId = agency.opened(examiner, "homicide");
        Files.createFile(folder.resolve("careless/cases").resolve(caseId));
        String search = search(agency, examiner, caseId);
        examiner.get(search + "/candidates/1/crop.jpg").expect(200);
        examiner.get(search + "/proof").expect(200);
        // asked only when no tick is due: an account has a limited number of requests, and a busy machine slow ticks
        while (somethingWaits() || !isSealed(examiner.get(search).expect(200).json())) Thread.yield();
        examiner.get(search + "/probe.jpg").expect(200);
        agency.close(examiner, caseId);
    }

    /// The path of a new search, whose pictures are not sealed yet.
    String search(KnownAgency agency, Browser examiner, String caseId) throws IOException {
        JsonNode probe = agency.uploaded(examiner, caseId, FacePhotos.face());
        return agency.pathOf(agency.search(examiner, caseId, probe).expect(201));
    }

    private static boolean isSealed(JsonNode search) {
        return search.get("probe").get("sealed").asBoolean();
    }

    /// Makes the mistakes that people make.
    void mistake(Browser somebody) {
        somebody.get("/cases/none").expect(404);
        somebody.post("/cases", Map.of("number", 1)).expect(400);
        Answer answer = new Browser(server.origin()).post("//login/webauthn", Map.of());
        answer.expect(401);
    }

    private static Measured measured(Path early, Path late, Path wholeLog) throws IOException {
        SequencedMap<String, Double> honest = new LinkedHashMap<>();
        StolenFolders.ofVault(early.resolve("installation/vault"), late.resolve("installation/vault"))
                .forEach((name, value) -> honest.put("vault: " + name, value));
        put(honest, early, late, "installation", List.of("gallery", "gallery.key", "installation.json", "imports"));
        put(honest, early, late, "tomcat", List.of());
        put(honest, "log until the first copy", early.resolve("log"));
        put(honest, "log until the second copy", late.resolve("log"));
        put(honest, "log until the end", wholeLog);
        SequencedMap<String, Double> careless = new LinkedHashMap<>(honest);
        put(careless, early, late, "careless", List.of("access", "cases"));
        return new Measured(honest, careless);
    }

    private static void put(SequencedMap<String, Double> measured, String name, Path log) throws IOException {
        String text = Files.readString(log);
        measured.put(name + ", characters", (double) text.length());
        measured.put(name + ", lines", (double) text.lines().count());
    }

    private static void put(
            SequencedMap<String, Double> measured, Path early, Path late, String part, List<String> places)
            throws IOException {
        StolenFolders.of(early.resolve(part), late.resolve(part), places)
                .forEach((name, value) -> measured.put(part + ": " + name, value));
    }

    @Override
    public void close() throws IOException {
        during(() -> {
            server.close();
            return this;
        });
        installation.close();
        root.close();
        System.setErr(usual);
        log.close();
        PROPERTIES.keySet().forEach(System::clearProperty);
        // Tomcat's own, by which the next one would find this one's folder
        for (String property : List.of("catalina.home", "catalina.base")) System.clearProperty(property);
    }
}
