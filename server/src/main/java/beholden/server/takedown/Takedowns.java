package beholden.server.takedown;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.Pace;
import beholden.faces.pack.Calibration;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.gallery.Candidate;
import beholden.gallery.CandidateList;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.gallery.Scope;
import beholden.gallery.Template;
import beholden.ground.Sha256;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoCounts;
import beholden.server.source.PhotoHash;
import beholden.server.source.PhotoId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Single photos that must go, and stay away: found by their link, their bytes or a face on them, and removed from
/// all sources once the operator has looked at what was found.
@Component
public class Takedowns {
    /// Score that two photos of different people reach once in a million comparisons.
    private static final double STRICT = 1e-6;
    /// Found, and taken down, at once.
    static final int MOST = 1000;
    /// Name of an uploaded photo in a refusal.
    static final String PHOTO = "photo";

    private final GallerySources sources;
    private final PhotoCounts counts;
    private final Gallery gallery;
    private final FaceEngine engine;
    private final PhotoDecoder decoder;
    /// Whether a photo may be there that was taken down, as after a start.
    private volatile boolean due = true;

    /// Why a photo was found.
    enum Why {
        SAME_LINK,
        /// The very bytes.
        SAME_FILE,
        /// A face on it is as alike as one in a million strangers'.
        SAME_FACE
    }

    /// @param faces of the photo in the gallery; one at least
    record Found(String photoId, Set<Why> why, List<EnrolledFace> faces) {}

    /// @param photos what was found first
    /// @param more   whether there may be others, which are found when these are gone
    record Finding(List<Found> photos, boolean more) {}

    /// Photos and why.
    private static final class Finds {
        private final SequencedMap<String, Set<Why>> photos = new LinkedHashMap<>();
        private boolean more;

        void add(String photoId, Why why) {
            if (photos.size() < MOST || photos.containsKey(photoId)) {
                photos.computeIfAbsent(photoId, _ -> EnumSet.noneOf(Why.class)).add(why);
            } else {
                more = true;
            }
        }
    }

    Takedowns(Installation installation, GallerySources sources, PhotoCounts counts) {
        this.sources = sources;
        this.counts = counts;
        this.gallery = installation.gallery();
        this.engine = installation.faces();
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    /// Photos with exactly this link. Reads what is known of every face: some seconds for each million.
    Finding byLink(String link) throws IOException {
        Finds finds = new Finds();
        gallery.forEach(face -> {
            if (face.link() != null && face.link().toString().equals(link)) finds.add(face.photoId(), Why.SAME_LINK);
        });
        return described(finds);
    }

    /// Photos of the same bytes, and photos with a face of this one; the former first.
    ///
    /// @throws Refusal if it is no photo
    Finding byPhoto(byte[] photo, Pace pace) throws IOException {
        Finds finds = new Finds();
        PhotoHash hash = new PhotoHash(Sha256.hex(photo));
        for (String source : gallery.facesBySource().keySet()) {
            String id = new PhotoId(hash, source).toString();
            if (gallery.containsPhoto(id)) finds.add(id, Why.SAME_FILE);
        }
        addWithFacesOf(photo, pace, finds);
        return described(finds);
    }

    private void addWithFacesOf(byte[] photo, Pace pace, Finds finds) throws IOException {
        Calibration calibration = engine.pack().description().calibration();
        if (calibration == null) return;
        double threshold = calibration.threshold(STRICT);
        String space = engine.pack().templateSpace();
        List<Template> probes;
        try {
            probes = engine.faces(decoder.decode(photo, PHOTO), pace).stream()
                    .map(Face::template)
                    .map(template -> new Template(space, template))
                    .toList();
        } catch (PhotoRefusedException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        if (probes.isEmpty()) return;
        List<Candidate> alike = new ArrayList<>();
        for (CandidateList list : gallery.search(probes, Scope.everything(), Gallery.MAX_LIMIT)) {
            List<Candidate> some = list.candidates().stream()
                    .filter(candidate -> candidate.score() >= threshold)
                    .toList();
            alike.addAll(some);
            finds.more |= some.size() == Gallery.MAX_LIMIT;
        }
        alike.sort((a, b) -> Float.compare(b.score(), a.score()));
        alike.forEach(candidate -> finds.add(candidate.face().photoId(), Why.SAME_FACE));
    }

    private Finding described(Finds finds) throws IOException {
        List<Found> all = new ArrayList<>();
        for (var photo : finds.photos.entrySet()) {
            List<EnrolledFace> faces = gallery.facesOf(photo.getKey());
            // removed in this moment: there is nothing to show of it
            if (!faces.isEmpty()) all.add(new Found(photo.getKey(), photo.getValue(), faces));
        }
        return new Finding(all, finds.more);
    }

    /// Removes photos from all sources for good.
    ///
    /// @param photoIds as they were found
    /// @return faces that were removed
    /// @throws Refusal if one of them is not in the gallery
    long confirm(SignedIn who, Collection<String> photoIds, String reason) throws IOException {
        Set<PhotoHash> hashes = new LinkedHashSet<>();
        for (String id : photoIds) {
            if (!gallery.containsPhoto(id)) throw Refusal.notFound();
            hashes.add(PhotoId.parse(id)
                    .map(PhotoId::hash)
                    .orElseThrow(() -> Refusal.conflict("The photo was enrolled without its hash, by an older version;"
                            + " end its source to remove it.")));
        }
        due = true;
        sources.actAs(
                who,
                (_, happening) -> happening.record(new TakedownEvent.PhotosTakenDown(List.copyOf(hashes), reason)));
        return remove(hashes);
    }

    private long remove(Collection<PhotoHash> hashes) throws IOException {
        Set<String> everySource = gallery.facesBySource().keySet();
        List<String> photos = hashes.stream()
                .flatMap(hash -> everySource.stream().map(source -> new PhotoId(hash, source).toString()))
                .toList();
        long removed =
                gallery.apply(new Change.Builder().removePhotos(photos).build()).removed();
        if (removed > 0) counts.recount();
        return removed;
    }

    /// Removes what was taken down and is there all the same: a removal failed, the server was stopped before it,
    /// or the
    /// gallery was put back from a backup. Imports enrol no photo that is taken down already.
    public synchronized void enforce() throws IOException {
        if (!due) return;
        due = false;
        try {
            remove(takenDown().all());
        } catch (IOException | RuntimeException e) {
            due = true;
            throw e;
        }
    }

    private TakenDown takenDown() {
        return sources.book().fold(TakenDown.class);
    }

    /// All photos that were taken down.
    public Set<PhotoHash> all() {
        return takenDown().all();
    }

    /// When a photo was taken down, if it was.
    public Optional<Instant> at(PhotoHash hash) {
        return takenDown().at(hash);
    }
}
