package beholden.bench.server;

import beholden.bench.vault.VaultAudit;
import beholden.faces.pack.ModelPack;
import beholden.ledger.AuditReport;
import beholden.server.installation.Installation;
import beholden.server.policy.PolicyInForce;
import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.DirectoryEntry;
import beholden.vault.registrar.Registrar;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An installation that is made to be measured, and killed.
final class MeasuredInstallation implements AutoCloseable {
    /// Enough that the schedule limits nobody.
    static final VaultSettings FAST =
            VaultSettings.standard("example.org/bench").withRate(8, Duration.ofMillis(100));

    private static final int KEY_LENGTH = 32;
    private static final String POLICY = "policy.yaml";
    private static final String QUOTA = "searchesPerDay: 50";
    private static final String NO_QUOTA = "searchesPerDay: 100000";

    private final Path folder;
    private final ModelPack pack;
    private final Path cache;
    private final Secret key = Secret.random(KEY_LENGTH);
    private final RegistrarKey.Founding founding = RegistrarKey.found(2, 2);

    /// Makes it with the fast schedule.
    ///
    /// @param folder is there, and empty
    /// @param cache  folder of prepared weights
    MeasuredInstallation(Path folder, ModelPack pack, Path cache) throws IOException {
        this.folder = folder;
        this.pack = pack;
        this.cache = cache;
        Path vault = Installation.vaultOf(folder);
        Files.createDirectories(vault.resolve("keys"));
        try (RootKey root = root()) {
            Vault.create(vault, FAST, root).close();
        }
        founding.key().save(vault.resolve("keys").resolve(RegistrarKey.FILE));
        Files.writeString(folder.resolve(POLICY), policy());
    }

    /// The default policy, with a quota that no benchmark comes to.
    private static String policy() throws IOException {
        String text = PolicyInForce.standard();
        if (!text.contains(QUOTA)) throw new IOException("the default policy has no line " + QUOTA);
        return text.replace(QUOTA, NO_QUOTA);
    }

    private RootKey root() {
        return RootKey.of(key.copy());
    }

    Path folder() {
        return folder;
    }

    RunningServer start() throws IOException {
        return new RunningServer(
                List.of(folder.toString(), pack.folder().toString(), cache.toString()),
                HexFormat.of().formatHex(key.bytes()),
                folder.resolve("server.log"));
    }

    /// Changes the schedule, as an operator does it between a stop and a start.
    void changeRate(VaultSettings wanted) throws IOException {
        Path file = Installation.vaultOf(folder).resolve("vault.json");
        ObjectNode settings = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file));
        settings.put("cellsPerTick", wanted.cellsPerTick());
        settings.put("tickMillis", wanted.tick().toMillis());
        Files.write(file, JsonMapper.shared().writeValueAsBytes(settings));
    }

    /// How many records of all agencies cannot be read any more. The server must not run.
    int damages() throws IOException {
        try (RootKey root = root();
                Vault vault = Vault.open(Installation.vaultOf(folder), root);
                Registrar registrar = founding.key().open(founding.shares())) {
            vault.start();
            int damages = vault.findings().size();
            Directory directory = new Directory(vault.log(AgencyId.DIRECTORY), InstantSource.system());
            for (DirectoryEntry entry :
                    directory.list(registrar, "bench", "nothing is lost").entries()) {
                damages += vault.log(entry.id()).open().later().damages().size();
            }
            return damages;
        }
    }

    /// Checks ledger and cells as an outsider does. The server must not run.
    AuditReport audit() throws IOException {
        Path folderOfVault = Installation.vaultOf(folder);
        VaultSettings settings = Vault.settings(folderOfVault);
        CellAddress cells = settings.address(folderOfVault);
        try (RootKey root = root();
                Vault vault = Vault.open(folderOfVault, root)) {
            VaultAudit audit = new VaultAudit(folderOfVault, vault.verifiers());
            vault.close();
            return audit.withCells(cells, settings.boxLength());
        }
    }

    @Override
    public void close() {
        founding.shares().forEach(Share::close);
        key.close();
    }
}
