package beholden.server.search;

import java.util.Set;

/// What searching asks of those who keep sources.
public interface KnownSources {

    /// What people call a source; its id if none is known.
    String name(String sourceId);

    /// The gallery's ids of the sources whose authority holds today: no search considers a face of any other.
    Set<String> searchable();
}
