package beholden.server.search;

import java.util.Set;

/// Sources as searching sees them; the package that keeps sources brings the one bean of it.
public interface KnownSources {

    /// The name of a source; its id if none is known.
    String name(String sourceId);

    /// The gallery's ids of the sources whose authority holds today: no search considers a face of any other.
    Set<String> searchable();
}
