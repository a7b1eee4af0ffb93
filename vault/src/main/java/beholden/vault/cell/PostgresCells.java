package beholden.vault.cell;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A store in a PostgreSQL database, seen by three roles.
///
/// | role | does |
/// | --- | --- |
/// | a superuser | makes the other two roles and their settings, closes the statistics: [#prepare], once |
/// | `beholden_owner` | owns the table and the functions: [#create], [#keep] |
/// | `beholden_application` | calls the four functions `cells_…`, nothing else: [#open] |
final class PostgresCells {
    static final String APPLICATION = "beholden_application";
    static final String OWNER = "beholden_owner";

    private static final int OLDEST = 15;
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    private PostgresCells() {}

    static void prepare(PostgresDatabase administrator) throws CellStoreException {
        String action = administrator + ": preparing the database";
        try (Connection connection = source(administrator).getConnection();
                Statement statement = connection.createStatement()) {
            requireVersion(connection, action);
            requireAnswer(
                    connection,
                    "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
                    action + ": takes a superuser, once; connect as one");
            connection.setAutoCommit(false);
            statement.execute(PostgresScripts.administrator());
            connection.commit();
        } catch (SQLException e) {
            throw PostgresDialect.described(action, e);
        }
    }

    /// Mark that tells a database from all others, whatever names and addresses lead to it: the number that its
    /// server was given when it was set up, and its own there. Every role may ask.
    static String identity(PostgresDatabase database) throws CellStoreException {
        String action = database + ": asking which database this is";
        try (Connection connection = source(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT s.system_identifier || '/' || d.oid"
                        + " FROM pg_control_system() AS s, pg_database AS d WHERE d.datname = current_database()")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw PostgresDialect.described(action, e);
        }
    }

    static void create(PostgresDatabase owner, int boxLength) throws CellStoreException {
        String action = owner + ": making the store";
        try (Connection connection = source(owner).getConnection();
                Statement statement = connection.createStatement()) {
            requireOwner(connection, action);
            String found = comment(connection);
            if (found == null) {
                connection.setAutoCommit(false);
                statement.execute(PostgresScripts.owner(boxLength));
                connection.commit();
            } else {
                requireComment(found, boxLength, action);
                requireAnswer(
                        connection,
                        "SELECT NOT EXISTS (SELECT FROM beholden.cell)",
                        action + ": it holds the cells of another vault; open that one, or make a database of its own"
                                + " for the new one");
            }
        } catch (SQLException e) {
            throw PostgresDialect.described(action, e);
        }
    }

    static CellStore open(PostgresDatabase application, int boxLength) throws CellStoreException {
        String action = application + ": opening the store";
        PGSimpleDataSource source = source(application);
        try (Connection connection = source.getConnection()) {
            requireVersion(connection, action);
            requireAnswer(
                    connection,
                    "SELECT session_user = '" + APPLICATION + "' AND NOT pg_has_role('" + OWNER + "', 'MEMBER')"
                            + " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)",
                    action + ": the application must sign in as " + APPLICATION + ", which may only fetch and insert;"
                            + " correct the address, or let a superuser run the administrator's script");
            requireComment(comment(connection), boxLength, action);
            PostgresSettings.require(connection, action);
            // asks for nothing, and visits all rows if the server has lost their marks
            new PostgresDialect().fetch(connection, List.of());
        } catch (SQLException e) {
            throw PostgresDialect.described(action, e);
        }
        return new JdbcCellStore(source, new PostgresDialect(), boxLength, () -> {});
    }

    static CellKeeper keep(PostgresDatabase owner, int boxLength) throws CellStoreException {
        String action = owner + ": opening the store as its owner";
        PGSimpleDataSource source = source(owner);
        // A table is rewritten in one statement, which takes its time.
        source.setSocketTimeout(0);
        try (Connection connection = source.getConnection()) {
            requireOwner(connection, action);
            requireComment(comment(connection), boxLength, action);
        } catch (SQLException e) {
            throw PostgresDialect.described(action, e);
        }
        return new PostgresKeeper(owner.toString(), source, boxLength);
    }

    private static void requireOwner(Connection connection, String action) throws SQLException, CellStoreException {
        requireVersion(connection, action);
        requireAnswer(
                connection,
                "SELECT session_user = '" + OWNER
                        + "' AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)",
                action + ": the owner must sign in as " + OWNER
                        + "; correct the address, or let a superuser run the administrator's script first");
        PostgresSettings.require(connection, action);
    }

    private static void requireVersion(Connection connection, String action) throws SQLException, CellStoreException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new CellStoreException(
                    action + ": the server is PostgreSQL " + version + "; " + OLDEST + " is the oldest that will do");
        }
    }

    private static void requireAnswer(Connection connection, String question, String otherwise)
            throws SQLException, CellStoreException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            if (!rows.next() || !rows.getBoolean(1)) {
                throw new CellStoreException(otherwise);
            }
        }
    }

    private static void requireComment(@Nullable String found, int boxLength, String action) throws CellStoreException {
        if (found == null) {
            throw new CellStoreException(action + ": the database holds none; make the store first");
        }
        if (!found.equals(PostgresScripts.comment(boxLength))) {
            throw new CellStoreException(action + ": it holds " + found + ", the settings say boxes of " + boxLength
                    + " bytes; open it with the settings it was made with");
        }
    }

    private static @Nullable String comment(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT obj_description(c.oid, 'pg_class') FROM pg_class AS c"
                                + " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = 'beholden' AND c.relname = '" + PostgresScripts.TABLE + "'");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static PGSimpleDataSource source(PostgresDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setApplicationName("beholden");
        // Without the server's details, which may quote a row.
        source.setLogServerErrorDetail(false);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        // Prepared and binary from the first call on: boxes need not be written out in hex and read again.
        source.setPrepareThreshold(-1);
        return source;
    }
}
