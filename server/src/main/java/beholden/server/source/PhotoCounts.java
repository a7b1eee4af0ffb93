package beholden.server.source;

import beholden.gallery.Gallery;
import beholden.server.installation.Installation;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The number of each source's photos in the gallery, kept, since counting takes a second for each million faces.
///
/// Whoever has changed the gallery has it counted anew, and an import does so once, when it ends or stands still.
/// So a view costs nothing, and shows the photos of an import when it is through.
@Component
public class PhotoCounts {
    private final Gallery gallery;
    private volatile @Nullable Map<String, Long> counted;

    PhotoCounts(Installation installation) {
        this.gallery = installation.gallery();
    }

    /// Counts anew; for whoever has changed the gallery.
    public synchronized void recount() throws IOException {
        counted = gallery.photosBySource();
    }

    /// Photos of a source with a face in the gallery.
    long of(SourceId source) throws IOException {
        Map<String, Long> kept = counted;
        return (kept == null ? first() : kept).getOrDefault(source.value(), 0L);
    }

    private synchronized Map<String, Long> first() throws IOException {
        Map<String, Long> kept = counted;
        if (kept == null) counted = kept = gallery.photosBySource();
        return kept;
    }
}
