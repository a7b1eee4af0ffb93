package beholden.vault.cell;

import beholden.ground.DurableFile;
import beholden.ground.NativeLibraries;
import java.io.IOException;
import java.nio.file.Path;
import org.sqlite.JDBC;
import org.sqlite.util.OSInfo;

/// The native library of SQLite, kept in a cache folder. It is unpacked into the temporary folder otherwise, at every
/// start, and stays there when its process is killed.
public final class SqliteLibrary {
    private SqliteLibrary() {}

    /// Lets SQLite's library be loaded from the cache, if this process has not loaded it yet.
    public static void keepIn(Path cache) {
        String resource =
                "/org/sqlite/native/%s/libsqlitejdbc.so".formatted(OSInfo.getNativeLibFolderPathForCurrentOS());
        try {
            Path file = NativeLibraries.unpacked(JDBC.class, resource, cache);
            System.setProperty("org.sqlite.lib.path", DurableFile.folderOf(file).toString());
            System.setProperty("org.sqlite.lib.name", String.valueOf(file.getFileName()));
        } catch (IOException _) {
            // where the cache cannot be written, or the library has another name, SQLite unpacks it itself
        }
    }
}
