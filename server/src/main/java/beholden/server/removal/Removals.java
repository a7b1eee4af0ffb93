package beholden.server.removal;

import beholden.gallery.Change;
import beholden.gallery.Gallery;
import beholden.ground.DurableFile;
import beholden.server.imports.Imports;
import beholden.server.installation.Installation;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoCounts;
import beholden.server.source.SourceEvent;
import beholden.server.source.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Removes everything of a source that has ended, and keeps the receipt.
///
/// Broken off at any moment, it is done again from the start; what there was before is noted first, in
/// `removals/ID.json`, so that the receipt says it all the same.
@Component
class Removals {
    private final Gallery gallery;
    private final GallerySources sources;
    private final PhotoCounts photos;
    private final Imports imports;
    private final Path notes;

    /// Counts of what there was before a removal.
    private record Before(long photos, long faces, long gallery, int imports) {}

    Removals(Installation installation, GallerySources sources, PhotoCounts photos, Imports imports)
            throws IOException {
        this.gallery = installation.gallery();
        this.sources = sources;
        this.photos = photos;
        this.imports = imports;
        this.notes = installation.folder().resolve("removals");
        DurableFile.makeFolders(notes);
    }

    /// Removes it all and records the receipt.
    ///
    /// @throws InterruptedException if the server stops meanwhile
    void remove(SourceId id) throws IOException, InterruptedException {
        imports.stopAllOf(id);
        Path file = notes.resolve(id + ".json");
        Before before = Files.exists(file) ? read(file) : note(file, id);
        gallery.apply(new Change.Builder().removeSource(id.value()).build());
        photos.recount();
        imports.deleteAllOf(id);
        long left = gallery.facesBySource().getOrDefault(id.value(), 0L);
        long galleryAfter = gallery.size();
        sources.act(
                null,
                (_, happening) -> happening.record(new SourceEvent.RemovalFinished(
                        id, before.photos(), before.faces(), left, before.gallery(), galleryAfter, before.imports())));
        DurableFile.delete(file);
    }

    private Before note(Path file, SourceId id) throws IOException {
        Before before = new Before(
                gallery.photosBySource().getOrDefault(id.value(), 0L),
                gallery.facesBySource().getOrDefault(id.value(), 0L),
                gallery.size(),
                imports.count(id));
        DurableFile.replace(file, JsonMapper.shared().writeValueAsBytes(before));
        return before;
    }

    private static Before read(Path file) throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readAllBytes(file), Before.class);
        } catch (JacksonException e) {
            throw new IOException(file + ": is damaged; delete it, and the removal counts anew", e);
        }
    }
}
