package beholden.server.casework;

/// Kinds of sealed files, each with a part of the vault's waiting room of its own: however many of one kind wait,
/// the other finds room. Half of a part is an agency's: 192 searches, or four of the largest documents.
public enum FileKind {
    PROBE_PICTURES(768),
    DOCUMENTS(512);

    private final int chunks;

    FileKind(int chunks) {
        this.chunks = chunks;
    }

    /// The chunks of this kind that may wait at once; the vault lets 2,048 of all kinds wait.
    int chunks() {
        return chunks;
    }
}
