package beholden.server.casework;

/// Kinds of sealed files, each with a share of the vault's waiting room of its own: however many of one kind wait,
/// the other finds room.
public enum FileKind {
    PROBE_PICTURES(768),
    DOCUMENTS(256);

    private final int chunks;

    FileKind(int chunks) {
        this.chunks = chunks;
    }

    /// The chunks of this kind that may wait at once; the vault lets 2,048 of all kinds wait.
    int chunks() {
        return chunks;
    }
}
