package beholden.server.search;

import beholden.gallery.CandidateList;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.gallery.Scope;
import beholden.gallery.Template;
import beholden.server.probes.Stopwatch;
import beholden.server.search.SearchEvent.Searched;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Asks the gallery, and writes down what it answered.
@Component
public class GallerySearch {
    private final Gallery gallery;
    private final Stopwatch scan;
    private final KnownSources sources;
    private final String id;
    private final String pack;

    GallerySearch(Gallery gallery, MeterRegistry registry, KnownSources sources) throws IOException {
        this.gallery = gallery;
        this.scan = new Stopwatch(registry, "scan");
        this.sources = sources;
        this.id = gallery.describe().id();
        this.pack = gallery.describe().pack();
    }

    /// The record of a search that the policy allows.
    Searched search(SearchId search, Question question, String policy, float[] template) {
        CandidateList list;
        Scope scope = question.scope().within(sources.searchable());
        try (Stopwatch.Running _ = scan.start()) {
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

    /// The face of a candidate as the gallery has it now; empty if it has left the gallery, or if its source may not
    /// be searched any more.
    public Optional<EnrolledFace> face(Candidate candidate) {
        try {
            Set<String> searchable = sources.searchable();
            return gallery.find(candidate.faceId()).filter(face -> searchable.contains(face.sourceId()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
