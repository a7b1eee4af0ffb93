package beholden.server.health;

import beholden.ground.Sha256;
import beholden.ledger.LedgerReader;
import beholden.server.TestServer;
import beholden.server.installation.Installation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Somebody who can write to the disk, has no key, and knows when something was recorded: the ledger, which
/// anybody may read, tells which rows were written then.
public final class StoreThief {
    private final TestServer server;
    private long from;
    private long to;

    private StoreThief(TestServer server) {
        this.server = server;
    }

    /// Notes which rows are written while something is done.
    public static StoreThief watching(TestServer server, Runnable deed) {
        StoreThief thief = new StoreThief(server);
        thief.from = thief.entries();
        deed.run();
        thief.to = thief.entries();
        return thief;
    }

    private long entries() {
        return server.installation().vault().ledger().size();
    }

    /// Deletes those rows from the store of a server that is stopped.
    ///
    /// @return how many there were
    public int delete(Path folder) throws Exception {
        Set<String> entries = new HashSet<>();
        Path ledger = Installation.ledgerOf(folder);
        LedgerReader reader = LedgerReader.at(ledger, LedgerReader.checkpoint(ledger));
        for (long index = from; index < to; index++) {
            entries.add(HexFormat.of().formatHex(reader.entry(index)));
        }
        List<byte[]> labels = new ArrayList<>();
        Path store = Installation.vaultOf(folder).resolve("cells.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT label, box FROM cell")) {
                while (rows.next()) {
                    byte[] label = rows.getBytes(1);
                    byte[] entry = Sha256.of(label, rows.getBytes(2));
                    if (entries.contains(HexFormat.of().formatHex(entry))) labels.add(label);
                }
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM cell WHERE label = ?")) {
                for (byte[] label : labels) {
                    delete.setBytes(1, label);
                    delete.executeUpdate();
                }
            }
        }
        return labels.size();
    }
}
