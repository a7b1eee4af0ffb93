package beholden.server.search;

import beholden.gallery.CandidateList;
import beholden.gallery.Gallery;
import beholden.gallery.Scope;
import beholden.gallery.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Asks the gallery, and writes down what it answered.
@Component
class GallerySearch {
    private final Gallery gallery;
    private final Stopwatches times;
    private final KnownSources sources;
    private final String id;
    private final String pack;

    GallerySearch(Gallery gallery, Stopwatches times, KnownSources sources) throws IOException {
        this.gallery = gallery;
        this.times = times;
        this.sources = sources;
        this.id = gallery.describe().id();
        this.pack = gallery.describe().pack();
    }

    /// The record of a search that the policy allows.
    Searched search(SearchId search, Question question, String policy, float[] template) {
        CandidateList list;
        Scope scope = question.scope().within(sources.searchable());
        try (Stopwatches.Running _ = times.scan()) {
            list = gallery.search(new Template(pack, template), scope, question.limit());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Searched(
                search,
                question,
                policy,
                id,
                list.generation(),
                list.gallerySize(),
                list.compared(),
                pack,
                PackedCandidates.pack(list.candidates()));
    }
}
