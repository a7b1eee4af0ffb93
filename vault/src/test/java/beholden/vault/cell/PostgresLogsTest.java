package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Errors provoked on purpose, on a server, a driver and a pool that write down all they can: no label and no box
/// gets into any of it.
@Tag("postgresql")
class PostgresLogsTest {

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Everything everything = new Everything();
    private final Cells source = new Cells(77);
    private final List<Cell> secrets = new ArrayList<>();
    private String database = "";

    @BeforeEach
    void make() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
        root.setLevel(Level.ALL);
        root.addHandler(everything);
    }

    @AfterEach
    void listenNoMore() {
        root.removeHandler(everything);
        root.setLevel(before);
    }

    @Test
    void no_label_and_no_box_reaches_a_log_or_an_exception() throws Exception {
        Cell present = secret();
        Cell taken = new Cell(present.label(), source.box());
        secrets.add(taken);
        try (CellStore store = CellStores.open(PostgresServer.asApplication(database), Cells.BOX)) {
            store.insert(List.of(present));
            store.insert(List.of(present));
            store.fetch(Cells.labels(secrets));
            assertThatThrownBy(() -> store.insert(List.of(secret(), taken))).satisfies(everything::add);
            terminateBackends();
            store.insert(List.of(secret()));
            terminateBackends();
            store.fetch(Cells.labels(secrets));
            withoutTheFunctions(() -> {
                assertThatThrownBy(() -> store.insert(List.of(secret()))).satisfies(everything::add);
                assertThatThrownBy(() -> store.fetch(List.of(secret().label()))).satisfies(everything::add);
            });
            withTheTableLocked(() ->
                    assertThatThrownBy(() -> store.insert(List.of(secret()))).satisfies(everything::add));
        }
        callWith("SELECT beholden.cells_insert(?, ?)", new byte[7], new byte[9]);
        callWith(
                "SELECT beholden.cells_insert(?, ?)",
                secret().label().bytes(),
                secret().label().bytes());
        callWith(
                "SELECT beholden.cells_insert(?, ?) FROM nowhere",
                secret().label().bytes(),
                secret().box());
        callWith("SELEKT beholden.cells_insert(?, ?)", secret().label().bytes(), secret().box());
        callWith("SELECT beholden.cells_insert(?, ?), 1 / 0", secret().label().bytes(), secret().box());
        try (CellKeeper keeper = CellStores.keep(PostgresServer.asOwner(database), Cells.BOX)) {
            keeper.forEach(secrets::add);
        }

        assertThat(secrets.size()).isGreaterThan(12);
        assertThat(PostgresServer.log()).contains("a label is taken", "terminating connection due to administrator");
        assertThat(Spellings.found(PostgresServer.log(), secrets)).isEmpty();
        assertThat(everything.text()).contains("beholden.cells_insert", "cells - ");
        assertThat(Spellings.found(everything.text(), secrets)).isEmpty();
    }

    /// What the test above looks for is found where it is: the same server, told nothing about parameters.
    @Test
    void a_role_without_the_settings_would_be_caught() throws Exception {
        Cell secret = secret();
        String hex = HexFormat.of().formatHex(secret.label().bytes());

        PostgresServer.execute(database, "SELECT '\\x" + hex + "'::bytea");

        assertThat(Spellings.found(PostgresServer.log(), secrets)).containsExactly(hex.substring(0, 16));
    }

    private Cell secret() {
        Cell cell = source.next();
        secrets.add(cell);
        return cell;
    }

    /// The application, with its own statements.
    private void callWith(String statement, byte[] label, byte[] box) throws SQLException {
        try (Connection application = PostgresServer.connect(PostgresServer.asApplication(database));
                PreparedStatement call = application.prepareStatement(statement)) {
            call.setArray(1, application.createArrayOf("bytea", new byte[][] {label}));
            call.setArray(2, application.createArrayOf("bytea", new byte[][] {box}));
            assertThatThrownBy(call::execute).isInstanceOf(SQLException.class).satisfies(everything::add);
        }
    }

    private void terminateBackends() throws SQLException {
        PostgresServer.execute(
                database,
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private void withoutTheFunctions(Attempt attempt) throws Exception {
        PostgresServer.execute(database, "REVOKE USAGE ON SCHEMA beholden FROM beholden_application");
        attempt.run();
        PostgresServer.execute(database, "GRANT USAGE ON SCHEMA beholden TO beholden_application");
    }

    /// An insert that waits for a lock until the server cancels it.
    private void withTheTableLocked(Attempt attempt) throws Exception {
        PostgresServer.execute(
                database, "ALTER ROLE beholden_application IN DATABASE " + database + " SET lock_timeout = '200ms'");
        terminateBackends();
        try (Connection owner = PostgresServer.connect(PostgresServer.asOwner(database));
                Statement lock = owner.createStatement()) {
            owner.setAutoCommit(false);
            lock.execute("LOCK TABLE beholden.cell IN ACCESS EXCLUSIVE MODE");
            attempt.run();
            owner.rollback();
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /// All that the driver, the pool and exceptions say.
    private static final class Everything extends Handler {
        private final StringBuffer text = new StringBuffer();

        Everything() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            Object[] parameters = entry.getParameters();
            String message = String.valueOf(entry.getMessage());
            text.append(parameters == null ? message : MessageFormat.format(message.replace("'", "''"), parameters))
                    .append('\n');
            if (entry.getThrown() != null) {
                add(entry.getThrown());
            }
        }

        /// With causes and suppressed ones.
        void add(Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }

        String text() {
            return text.toString();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
