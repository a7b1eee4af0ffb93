package beholden.server.publicledger;

import beholden.ledger.TileName;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.witness.CosignedCheckpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;

/// A file of the ledger's folder that outsiders may read. Everything else that lies there is the writer's own.
///
/// @param path below the ledger's folder, safe to be resolved there
record LedgerFile(String path, MediaType type, CacheControl caching) {
    private static final Set<String> CHANGING = Set.of("checkpoint", CosignedCheckpoint.NAME, LogKeyFile.NAME);

    /// Named after the ids of the old key and the new one.
    private static final Pattern HANDOVER = Pattern.compile("handover/[0-9a-f]{8}-[0-9a-f]{8}");

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");

    /// The file at a path; empty if outsiders have no business with it.
    static Optional<LedgerFile> of(String path) {
        if (CHANGING.contains(path)) return Optional.of(new LedgerFile(path, TEXT, CacheControl.noCache()));
        if (HANDOVER.matcher(path).matches()) return Optional.of(new LedgerFile(path, TEXT, forEver()));
        return TileName.parse(path)
                .map(tile -> new LedgerFile(tile.path(), MediaType.APPLICATION_OCTET_STREAM, forEver()));
    }

    // C2SP tlog-tiles: tiles never change, a checkpoint does at any moment.
    private static CacheControl forEver() {
        return CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    }
}
