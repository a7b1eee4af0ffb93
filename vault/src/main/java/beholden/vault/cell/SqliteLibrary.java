package beholden.vault.cell;

import beholden.ground.DurableFile;
import beholden.ground.NativeLibraries;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.util.OSInfo;

/// The native library of SQLite, kept in a cache folder. It is unpacked into the temporary folder otherwise, at every
/// start, and stays there when its process is killed.
public final class SqliteLibrary {
    private static @Nullable Path cache;

    private SqliteLibrary() {}

    /// Lets SQLite's library be loaded from the cache when the first store is opened: most commands open none.
    public static synchronized void keepIn(Path folder) {
        cache = folder;
    }

    /// Unpacks the library, if it is to be kept and this process has not done so.
    static synchronized void unpack() {
        Path folder = cache;
        if (folder == null) return;
        cache = null;
        String resource =
                "/org/sqlite/native/%s/libsqlitejdbc.so".formatted(OSInfo.getNativeLibFolderPathForCurrentOS());
        try {
            Path file = NativeLibraries.unpacked(JDBC.class, resource, folder);
            System.setProperty("org.sqlite.lib.path", DurableFile.folderOf(file).toString());
            System.setProperty("org.sqlite.lib.name", String.valueOf(file.getFileName()));
        } catch (IOException _) {
            // where the cache cannot be written, or the library has another name, SQLite unpacks it itself
        }
    }
}
