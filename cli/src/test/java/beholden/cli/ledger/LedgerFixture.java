package beholden.cli.ledger;

import beholden.ledger.Ledger;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.witness.Witness;
import beholden.ledger.witness.WitnessServer;
import beholden.ledger.witness.WitnessState;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.CellStores;
import beholden.vault.cell.Label;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A ledger, and the database of the cells it is about, in a folder laid out as a vault's.
record LedgerFixture(Path vault, int seed) {
    private static final int BOX = 1008;

    NoteSigner key() {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) 7);
        return NoteSigner.ed25519("example.org/vault", seed);
    }

    String vkey() {
        return key().verifier().vkey();
    }

    Path folder() {
        return vault.resolve("ledger");
    }

    Path cells() {
        return vault.resolve("cells.sqlite");
    }

    Path chunks() {
        return vault.resolve("chunks");
    }

    /// A witness of this log in this process.
    ///
    /// @param address URL and public key, as `cosign --witness` takes them
    record RunningWitness(WitnessServer server, WitnessState state, String address) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
            state.close();
        }
    }

    RunningWitness witness(String name, Path file) throws IOException {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) 8);
        NoteSigner signer = NoteSigner.ed25519Cosignature(name, seed, InstantSource.system());
        WitnessState state = WitnessState.create(file);
        WitnessServer server = WitnessServer.start(
                new Witness(List.of(signer), List.of(key().verifier()), state),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                _ -> {});
        String url = "http://127.0.0.1:" + server.address().getPort();
        return new RunningWitness(server, state, url + "=" + signer.verifier().vkey());
    }

    /// Makes the ledger with so many cells.
    LedgerFixture with(int cells) throws IOException {
        Files.createDirectories(vault);
        CellStores.create(new CellAddress.SqliteFile(cells()), BOX);
        Ledger.create(folder(), "example.org/vault", List.of(key())).close();
        append(0, cells);
        return this;
    }

    void append(int from, int to) throws IOException {
        List<Cell> added = new ArrayList<>();
        for (int i = from; i < to; i++) added.add(cell(i));
        try (CellStore store = CellStores.open(new CellAddress.SqliteFile(cells()), BOX);
                Ledger ledger = Ledger.open(folder(), List.of(key()))) {
            store.insert(added);
            ledger.append(added.stream().map(Cell::entry).toList());
        }
    }

    Cell cell(int index) {
        Random random = new Random(1_000L * seed + index);
        byte[] label = new byte[Label.LENGTH];
        byte[] box = new byte[BOX];
        random.nextBytes(label);
        random.nextBytes(box);
        return new Cell(new Label(label), box);
    }
}
