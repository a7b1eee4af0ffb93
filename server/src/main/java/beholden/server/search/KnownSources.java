package beholden.server.search;

import java.util.Set;

/// What searching asks of those who keep sources.
public interface KnownSources {

    /// What people call a source; its id if none is known.
    String name(String sourceId);

    /// The gallery's ids of sources whose authority has ended: no search considers a face of theirs, removed or not.
    Set<String> ended();
}
