package beholden.vault.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The SQL that makes a database a store of cells.
final class PostgresScripts {
    static final String TABLE = "cell";

    private PostgresScripts() {}

    /// Statements that a superuser runs once.
    static String administrator() {
        return resource("postgres-administrator.sql").replace("{settings}", PostgresSettings.script());
    }

    /// Statements that the owner runs once: schema, tables and the four functions.
    static String owner(int boxLength) {
        String table =
                table(TABLE, boxLength) + "ALTER TABLE beholden.cell ADD CONSTRAINT cell_pkey PRIMARY KEY (label);";
        return withBox(resource("postgres-owner.sql").replace("{table}", table), boxLength);
    }

    /// A table without its key, which is faster made when the rows are in.
    static String table(String name, int boxLength) {
        return withBox(resource("postgres-table.sql").replace("{name}", name), boxLength);
    }

    /// Comment of the table on itself, where everybody who may use the schema can read it.
    static String comment(int boxLength) {
        return "cells, format 1, boxes of " + boxLength + " bytes";
    }

    private static String withBox(String script, int boxLength) {
        return script.replace("{box}", Integer.toString(boxLength));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PostgresScripts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
