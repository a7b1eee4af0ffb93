package beholden.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Place where an auditor reads the files of a ledger. Used by many threads.
public interface TileSource {
    /// A ledger's folder, or a copy of one.
    static TileSource folder(Path folder) {
        return new FolderSource(folder);
    }

    /// A ledger served at an `http` or `https` URL, the prefix of C2SP tlog-tiles. Each request is tried three
    /// times, half a minute at most.
    ///
    /// @throws IllegalArgumentException if it is no such URL
    static TileSource url(URI prefix) {
        return new UrlSource(prefix, UrlSource.PATIENCE);
    }

    /// The content of a file; empty if there is none.
    ///
    /// @param path  below the folder or prefix, as in C2SP tlog-tiles
    /// @param limit if the file is longer, its first `limit + 1` bytes are returned
    /// @throws IOException if it cannot be told what the file holds
    Optional<byte[]> read(String path, int limit) throws IOException;

    /// How many reads at once serve best.
    int readers();

    /// Every file below `tile/`, with its path as for [#read(String, int)]; nothing where a source cannot be
    /// listed.
    List<String> listing() throws IOException;
}
