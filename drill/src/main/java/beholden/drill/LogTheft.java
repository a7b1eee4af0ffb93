package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.search.KnownSecret;
import beholden.drill.world.CapturedLog;
import beholden.drill.world.KnownVault;
import beholden.drill.world.PostgresServer;
import beholden.ground.Folders;
import beholden.vault.Vault;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.CellStores;
import beholden.vault.cell.Label;
import beholden.vault.file.FileRef;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyFile;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// Theft of everything that a running vault says of itself: logs, error texts, metrics, names of threads. Errors
/// are provoked, since a program is most talkative when something is wrong.
final class LogTheft {
    private final StoreKind store;
    private final KnownVault known;
    private final CapturedLog log;
    private final Path loot;
    private final List<byte[]> labels;
    private int provoked;

    /// Act that is expected to fail.
    @FunctionalInterface
    private interface Mishap {
        void happen() throws Exception;
    }

    /// @param log  open since before the vault was made
    /// @param loot a copy of the vault's folder, which is damaged here
    LogTheft(StoreKind store, KnownVault known, CapturedLog log, Path loot) throws IOException {
        this.store = store;
        this.known = known;
        this.log = log;
        this.loot = loot;
        this.labels = known.labels().stream()
                .map(label -> ((KnownSecret.Octets) label).bytes())
                .toList();
    }

    Robbery run() throws IOException {
        provokeStore();
        provokeVault();
        List<KnownSecret> chunks = provokeChunks();
        provokeKeys();
        List<KnownSecret> sought = new ArrayList<>(known.secrets());
        sought.addAll(known.labels());
        sought.addAll(chunks);
        Loot said = new Loot(new ByteSearch(sought));
        said.text(String.join("\n", log.lines()), "the log and error texts");
        said.text(threads(), "the names of threads");
        said.text(metrics(), "the metrics");
        said.text(texts(), "the text forms of objects");
        PostgresServer server = known.victim().server();
        if (server != null) {
            for (Path file : server.logs()) said.file(file, "the database server's log");
        }
        return new Robbery(
                store,
                "all logs, error texts, metrics and names of threads",
                "the same, and any label",
                said.tried() + "; %d errors provoked".formatted(provoked),
                said.learned());
    }

    private void provokeStore() throws IOException {
        VaultSettings settings = known.vault().settings();
        // Of an SQLite store the stolen copy, since the vault holds its own.
        CellAddress address = known.victim().server() == null
                ? settings.address(loot)
                : settings.address(known.victim().folder());
        Label label = new Label(labels.getFirst());
        byte[] box = new byte[settings.boxLength()];
        try (CellStore cells = CellStores.open(address, settings.boxLength())) {
            provoke(() -> cells.insert(List.of(new Cell(label, box))));
            provoke(() -> cells.insert(List.of(new Cell(label, Arrays.copyOf(box, box.length - 1)))));
            provoke(() -> cells.fetch(Collections.nCopies(CellStore.MAX_FETCH + 1, label)));
        }
        provoke(() -> CellStores.open(address, settings.boxLength() + 1));
        provoke(() -> CellStores.create(address, settings.boxLength()));
    }

    private void provokeVault() {
        Vault vault = known.vault();
        provoke(() -> vault.log(AgencyId.random()));
        provoke(() -> vault.log(known.agency(0)).append(new byte[0]));
        provoke(() -> vault.files().get(FileRef.of(Secret.random(FileRef.LENGTH).bytes())));
        provoke(() -> vault.shred(known.agency(0), 1));
        provoke(() -> Vault.open(known.victim().folder(), RootKey.of(Secret.random(RootKey.DERIVED_BYTES))));
    }

    /// A chunk cannot be written for a while.
    ///
    /// @return its label, known from the name of its file once it could be written
    private List<KnownSecret> provokeChunks() throws IOException {
        Path chunks = known.victim().folder().resolve("chunks");
        Path aside = chunks.resolveSibling("chunks-aside");
        Set<String> before = labelsOf(chunks);
        Files.move(chunks, aside);
        Files.createFile(chunks);
        provoke(() -> {
            for (int tick = 0; tick < known.vault().settings().ticksPerChunk(); tick++) {
                known.vault().tick();
            }
        });
        Files.delete(chunks);
        Files.move(aside, chunks);
        known.vault().tick();
        Set<String> written = labelsOf(chunks);
        written.removeAll(before);
        return written.stream()
                .<KnownSecret>map(name -> new KnownSecret.Octets(
                        "label of a chunk", HexFormat.of().parseHex(name)))
                .toList();
    }

    private static Set<String> labelsOf(Path chunks) throws IOException {
        try (Stream<Path> files = Files.walk(chunks)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private void provokeKeys() throws IOException {
        Path keyFile =
                loot.resolve("keys").resolve(known.rootKeyFile().getFileName().toString());
        try (Secret wrong = Secret.random(12);
                Secret right = KnownVault.passphrase()) {
            provoke(() -> KeyFile.open(keyFile, wrong));
            provoke(() -> open(right, keyFile.resolveSibling("absent")));
            damage(loot.resolve("pending"));
            provoke(() -> open(right, keyFile));
            damage(loot.resolve("ledger/checkpoint"));
            provoke(() -> open(right, keyFile));
            damage(loot.resolve("keys/keyring"));
            provoke(() -> open(right, keyFile));
            damage(keyFile);
            provoke(() -> open(right, keyFile));
        }
        Folders.remove(loot.resolve("keys"));
    }

    private void open(Secret passphrase, Path keyFile) throws IOException {
        try (RootKey root = KeyFile.open(keyFile, passphrase);
                Vault _ = Vault.open(loot, root)) {
            // That it opened is noticed by the caller.
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 7) bytes[i] ^= 1;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void provoke(Mishap mishap) {
        try {
            mishap.happen();
        } catch (Exception e) {
            provoked++;
            log.add(e);
            return;
        }
        throw new IllegalStateException("an error that the drill provoked did not happen");
    }

    private String texts() throws IOException {
        Vault vault = known.vault();
        return String.join(
                "\n",
                vault.toString(),
                vault.keyring().toString(),
                vault.log(known.agency(0)).toString(),
                vault.log(known.agency(0))
                        .read(beholden.vault.log.Position.START)
                        .toString(),
                known.agency(0).toString(),
                known.shares().toString(),
                known.registrar().toString(),
                new Label(labels.getFirst()).toString());
    }

    private String threads() {
        known.vault().start();
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.joining("\n"));
    }

    private static String metrics() throws IOException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        try {
            for (ObjectName name : beans.queryNames(null, null)) {
                text.append(name).append('\n');
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    text.append(attribute.getName())
                            .append(' ')
                            .append(value(beans, name, attribute))
                            .append('\n');
                }
            }
        } catch (JMException e) {
            throw new IOException("the metrics cannot be read", e);
        }
        return text.toString();
    }

    private static String value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            Object value = beans.getAttribute(name, attribute.getName());
            return value instanceof Object[] many ? Arrays.deepToString(many) : String.valueOf(value);
        } catch (JMException | RuntimeException e) {
            // Many of Java's own metrics are not supported everywhere; what they say of that is searched too.
            return String.valueOf(e);
        }
    }
}
