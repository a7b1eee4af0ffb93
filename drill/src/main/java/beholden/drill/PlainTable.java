package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.search.KnownSecret;
import beholden.drill.search.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A table that hides nothing: every secret in every spelling, as a careless program might have stored it.
final class PlainTable {
    private PlainTable() {}

    /// Fills a table named `plain`.
    ///
    /// @param blob the database's type of a column of bytes
    static void fill(Connection connection, String blob, List<KnownSecret> secrets) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain(written " + blob + ")");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO plain VALUES(?)")) {
            for (KnownSecret secret : secrets) {
                for (byte[] spelled : secret.spellings().values()) {
                    insert.setBytes(1, spelled);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /// Sightings of the search in the stolen files of that table.
    static Control control(StoreKind store, ByteSearch search, List<KnownSecret> secrets, List<Path> files)
            throws IOException {
        Loot loot = new Loot(search);
        for (Path file : files) loot.file(file, String.valueOf(file.getFileName()));
        Set<String> seen = new HashSet<>();
        for (Sighting sighting : loot.sightings()) seen.add(key(sighting.secret(), sighting.spelling()));
        List<String> missed = new ArrayList<>();
        for (KnownSecret secret : secrets) {
            for (String spelling : secret.spellings().keySet()) {
                if (!seen.contains(key(secret.what(), spelling))) missed.add(secret.what() + " as " + spelling);
            }
        }
        return new Control(store, secrets.size(), search.patterns(), missed);
    }

    private static String key(String secret, String spelling) {
        return secret + "\n" + spelling;
    }
}
