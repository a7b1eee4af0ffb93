package beholden.ledger;

import beholden.ledger.merkle.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads tiles and bundles for an audit; what is missing or malformed becomes a finding, once.
final class AuditedFiles {
    private final TileSource source;
    private final Findings findings;

    AuditedFiles(TileSource source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    /// Entries of a bundle, side by side in one array.
    ///
    /// @param ends where each entry ends; it begins after the end of the one before and [EntryBundle#PREFIX]
    /// bytes
    record Bundle(byte[] bytes, int[] ends) {
        int start(int entry) {
            return (entry == 0 ? 0 : ends[entry - 1]) + EntryBundle.PREFIX;
        }
    }

    /// The hashes of a tile; null if it is not there as it should be.
    byte @Nullable [] tile(TileName name) throws IOException {
        Read read = read(name);
        if (read == null) {
            return null;
        }
        try {
            byte[] hashes = TileHashes.parse(read.content(), read.name());
            return Arrays.copyOf(hashes, name.width() * Hash.LENGTH);
        } catch (MalformedTileException e) {
            findings.add(new Finding.FileMalformed(read.name().path(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    @Nullable
    Bundle bundle(TileName name) throws IOException {
        Read read = read(name);
        if (read == null) {
            return null;
        }
        try {
            int[] ends = EntryBundle.ends(read.content(), read.name().width());
            return new Bundle(read.content(), Arrays.copyOf(ends, name.width()));
        } catch (MalformedTileException e) {
            findings.add(new Finding.FileMalformed(read.name().path(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private record Read(TileName name, byte[] content) {}

    private @Nullable Read read(TileName name) throws IOException {
        // A partial tile may go as soon as its full one is there (C2SP tlog-tiles, "Partial Tiles").
        TileName found = name;
        Optional<byte[]> content = source.read(name.path(), name.maxBytes());
        if (content.isEmpty() && !name.isFull()) {
            found = name.full();
            content = source.read(found.path(), found.maxBytes());
        }
        if (content.isEmpty()) {
            findings.add(new Finding.FileMissing(name.path()));
            return null;
        }
        return new Read(found, content.get());
    }
}
