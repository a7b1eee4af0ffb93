package beholden.server.source;

import beholden.server.search.KnownSources;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells searches what they may show of sources.
@Component
class SourcesForSearches implements KnownSources {
    private final GallerySources sources;

    SourcesForSearches(GallerySources sources) {
        this.sources = sources;
    }

    @Override
    public String name(String sourceId) {
        return sources.name(sourceId).orElse(sourceId);
    }

    @Override
    public Set<String> searchable() {
        return sources.searchable();
    }
}
