package beholden.vault.cell;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The server's settings under which no label or box reaches a log, nothing counts what is read, and what was
/// inserted is durable.
final class PostgresSettings {
    private static final List<Setting> OF_THE_ROLES = List.of(
            // Statements carry no label, only their parameters do; neither is to be written down.
            new Setting("log_statement", "none"),
            new Setting("log_duration", "off"),
            new Setting("log_min_duration_statement", "-1"),
            new Setting("log_min_duration_sample", "-1"),
            new Setting("log_transaction_sample_rate", "0"),
            new Setting("log_min_error_statement", "panic"),
            new Setting("log_parameter_max_length", "0"),
            new Setting("log_parameter_max_length_on_error", "0"),
            // The detail of an error may quote a row.
            new Setting("log_error_verbosity", "terse"),
            new Setting("debug_print_parse", "off"),
            new Setting("debug_print_rewritten", "off"),
            new Setting("debug_print_plan", "off"),
            // Every tick inserts as many cells, but reads come with work.
            new Setting("track_counts", "off"),
            new Setting("track_activities", "off"),
            new Setting("track_functions", "none"),
            new Setting("pg_stat_statements.track", "none"),
            new Setting("auto_explain.log_min_duration", "-1"),
            new Setting("pgaudit.log", "none"),
            new Setting("synchronous_commit", "on"),
            // Compiling a query pays off for reports, not for a thousand look-ups.
            new Setting("jit", "off"));

    private static final List<Setting> OF_THE_SERVER =
            List.of(new Setting("fsync", "on"), new Setting("full_page_writes", "on"));

    private PostgresSettings() {}

    /// Lines for the administrator's script, inside a loop over `role`.
    static String script() {
        return OF_THE_ROLES.stream()
                .map(setting -> "        EXECUTE format('ALTER ROLE %I SET " + setting.name() + " = %L', role, '"
                        + setting.value() + "');")
                .collect(Collectors.joining("\n"));
    }

    /// Checks what is in force on a connection.
    ///
    /// @throws CellStoreException if a setting is another; it says which and what to do
    static void require(Connection connection, String where) throws SQLException, CellStoreException {
        List<String> wrong = new ArrayList<>();
        differences(connection, OF_THE_ROLES, wrong);
        if (!wrong.isEmpty()) {
            throw new CellStoreException(where + ": the server would log or count what this role does, or lose it: "
                    + String.join(", ", wrong)
                    + "; let a superuser run the administrator's script in this database, then try again");
        }
        differences(connection, OF_THE_SERVER, wrong);
        if (!wrong.isEmpty()) {
            throw new CellStoreException(where + ": what is committed can be lost in a crash: "
                    + String.join(", ", wrong) + "; correct postgresql.conf, then restart the server");
        }
    }

    private static void differences(Connection connection, List<Setting> settings, List<String> wrong)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT current_setting(name, true) FROM unnest(?) WITH ORDINALITY AS s (name, place) ORDER BY place")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", settings.stream().map(Setting::name).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                for (Setting setting : settings) {
                    String found = rows.next() ? rows.getString(1) : null;
                    if (!setting.value().equals(found)) {
                        wrong.add(setting.name() + " is " + found + ", must be " + setting.value());
                    }
                }
            }
        }
    }

    private record Setting(String name, String value) {}
}
