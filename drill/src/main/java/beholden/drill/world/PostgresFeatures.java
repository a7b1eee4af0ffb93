package beholden.drill.world;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Features of a PostgreSQL database besides the cells, for a thief with its files and a superuser's rights.
final class PostgresFeatures {
    private static final int PAGE = 8192;
    private static final int PAGE_HEADER = 24;
    private static final int PAGE_LOWER = 12;
    private static final int TUPLE_INFOMASK = 20;

    /// A reader found that the transaction of this row was committed, and noted it (HEAP_XMIN_COMMITTED).
    private static final int READ_ONCE = 0x0100;

    private final Connection superuser;
    private final Features features;

    private PostgresFeatures(Connection superuser, Features features) {
        this.superuser = superuser;
        this.features = features;
    }

    /// @param superuser connected to the database
    /// @param insider   labels that the thief knows
    /// @return the cells in the order in which they lie in the table
    static List<Cell> measure(Features features, Connection superuser, Set<Label> insider) throws SQLException {
        PostgresFeatures measured = new PostgresFeatures(superuser, features);
        measured.sizes();
        measured.statistics();
        measured.pages();
        return measured.rows(insider);
    }

    private void sizes() throws SQLException {
        features.put("table, bytes", number("SELECT pg_relation_size('beholden.cell')"));
        features.put("index, bytes", number("SELECT pg_indexes_size('beholden.cell')"));
        features.put("table, bytes with everything", number("SELECT pg_total_relation_size('beholden.cell')"));
    }

    /// Numbers that the server counted; kept on disk when it is stopped.
    private void statistics() throws SQLException {
        superuser.createStatement().execute("SELECT pg_stat_force_next_flush()");
        for (String count : List.of("n_tup_ins", "n_tup_upd", "n_tup_del", "seq_scan", "idx_scan", "idx_tup_fetch")) {
            features.put(
                    "statistics, " + count,
                    number("SELECT coalesce(sum(" + count + "), 0) FROM pg_stat_all_tables"
                            + " WHERE schemaname = 'beholden'"));
        }
        features.put(
                "statistics, calls of functions", number("SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions"));
    }

    private List<Cell> rows(Set<Label> insider) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        Map<Long, Integer> transactions = new LinkedHashMap<>();
        List<Double> places = new ArrayList<>();
        Map<Long, Integer> used = new LinkedHashMap<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT c.label, c.box, c.xmin::text, (c.ctid::text::point)[0] AS page,"
                                + " (c.ctid::text::point)[1] AS item FROM beholden.cell AS c ORDER BY c.ctid")) {
            while (rows.next()) {
                Label label = new Label(rows.getBytes(1));
                cells.add(new Cell(label, rows.getBytes(2)));
                int place = transactions.merge(rows.getLong(3), 1, Integer::sum);
                if (insider.contains(label)) places.add((double) place);
                used.merge(rows.getLong(4), rows.getInt(5), Integer::max);
            }
        }
        features.put("transactions", transactions.size());
        features.putSeries("rows of a transaction", doubles(transactions.values()));
        features.putSeries("insider's place in a transaction", doubles(places));
        int slots = used.values().stream().mapToInt(Integer::intValue).sum();
        features.put("gaps in the physical order", slots - cells.size());
        return cells;
    }

    /// The table's pages as they lie on disk.
    private void pages() throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        byte[] file;
        try (Statement statement = superuser.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT pg_read_binary_file(pg_relation_filepath('beholden.cell'))")) {
            rows.next();
            file = rows.getBytes(1);
        }
        ByteBuffer pages = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int rows = 0;
        int readOnce = 0;
        for (int page = 0; page < file.length; page += PAGE) {
            int lower = Short.toUnsignedInt(pages.getShort(page + PAGE_LOWER));
            for (int item = PAGE_HEADER; item < lower; item += Integer.BYTES) {
                int offset = pages.getInt(page + item) & 0x7FFF;
                if (offset == 0) continue;
                rows++;
                if ((pages.getShort(page + offset + TUPLE_INFOMASK) & READ_ONCE) != 0) readOnce++;
            }
        }
        features.put("rows that bear no mark of a reader", rows - readOnce);
    }

    private double number(String query) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getDouble(1) : 0;
        }
    }

    private static double[] doubles(Iterable<? extends Number> values) {
        List<Double> doubles = new ArrayList<>();
        for (Number value : values) doubles.add(value.doubleValue());
        return doubles.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
