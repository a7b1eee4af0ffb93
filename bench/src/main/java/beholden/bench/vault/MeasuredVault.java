package beholden.bench.vault;

import beholden.ledger.AuditReport;
import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellKeeper;
import beholden.vault.cell.CellStores;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.log.Opening;
import beholden.vault.log.Position;
import beholden.vault.log.SealedEvent;
import beholden.vault.log.SealedLog;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A vault with one busy agency, ticked as fast as it goes.
final class MeasuredVault implements AutoCloseable {
    private final Path folder;
    private final VaultSettings settings;
    private final CellAddress owner;
    private final RootKey root = RootKey.of(Secret.random(32));
    private final AgencyId agency;
    private final List<Position> positions = new ArrayList<>();
    private Vault vault;

    MeasuredVault(Path folder, VaultSettings settings, CellAddress owner) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.owner = owner;
        this.vault = Vault.create(folder, settings, root);
        this.agency = vault.keyring().newAgency();
    }

    /// Appends and ticks until all is durable and in the ledger.
    void append(List<byte[]> events) throws IOException {
        SealedLog log = vault.log(agency);
        List<CompletableFuture<Position>> recorded = new ArrayList<>();
        for (byte[] event : events) {
            recorded.add(log.append(event));
        }
        for (CompletableFuture<Position> position : recorded) {
            positions.add(await(position));
        }
    }

    /// @param from number of the first event, from 0
    List<byte[]> read(int from, int count) throws IOException {
        return vault.log(agency).read(positions.get(from), count).events().stream()
                .map(SealedEvent::bytes)
                .toList();
    }

    void snapshot(byte[] state) throws IOException {
        SealedLog log = vault.log(agency);
        await(log.snapshot(log.head(), state));
    }

    private <T> T await(CompletableFuture<T> result) throws IOException {
        while (!result.isDone()) {
            vault.tick();
        }
        try {
            return result.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("not recorded", e);
        }
    }

    /// A vault that has just been started opens the agency: finds the head, reads the snapshot and what came
    /// after.
    ///
    /// @param later events after the snapshot
    /// @return milliseconds, without the opening of the vault itself
    double openAgency(int later) throws IOException {
        vault.close();
        vault = Vault.open(folder, root);
        long start = System.nanoTime();
        Opening opening = vault.log(agency).open();
        double millis = (System.nanoTime() - start) / 1e6;
        if (opening.snapshot().isEmpty() || opening.later().events().size() != later) {
            throw new IOException("the agency was not opened from its snapshot and " + later + " events after it");
        }
        return millis;
    }

    /// Cells in the store; the vault must be closed.
    long cells() throws IOException {
        try (CellKeeper keeper = CellStores.keep(owner, settings.boxLength())) {
            return keeper.count();
        }
    }

    /// Audits the ledger, and every cell and chunk as well if `withCells`; the vault must be closed.
    ///
    /// @return leaves in a second
    double audit(boolean withCells) throws IOException {
        VaultAudit audit = new VaultAudit(folder, vault.verifiers());
        long start = System.nanoTime();
        AuditReport report = withCells ? audit.withCells(owner, settings.boxLength()) : audit.ofLedger();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!report.clean()) {
            throw new IOException(
                    "the audit of the vault found: " + report.findings().getFirst());
        }
        return report.leaves() / seconds;
    }

    @Override
    public void close() throws IOException {
        vault.close();
        root.close();
    }
}
