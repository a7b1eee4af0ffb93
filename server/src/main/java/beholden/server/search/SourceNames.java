package beholden.server.search;

/// What searching asks of those who keep sources.
public interface SourceNames {

    /// What people call a source; its id if none is known.
    String name(String sourceId);
}
