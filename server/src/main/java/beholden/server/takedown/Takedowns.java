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
import beholden.server.events.AgencyBook;
import beholden.server.events.Recorded;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.server.source.GallerySources;
import beholden.server.source.PhotoCounts;
import beholden.server.source.PhotoHash;
import beholden.server.source.PhotoId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Single photos that must go, and stay away: found by their link, their bytes or a face on them, and removed from
/// all sources once the operator has looked at what was found.
@Component
public class Takedowns {
    /// Score that two photos of different people reach once in a million comparisons.
    private static final double STRICT = 1e-6;
    /// Found, and taken down, at once: as many as a request names in 64 KiB.
    static final int MOST = 400;
    /// Faces of a photo whose faces are looked for: a look at a collage would be as many looks as there are faces.
    private static final int MOST_FACES = 5;
    /// Name of an uploaded photo in a refusal.
    static final String PHOTO = "photo";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final GallerySources sources;
    private final PhotoCounts counts;
    private final ShownPhotos shown;
    private final Gallery gallery;
    private final FaceEngine engine;
    private final PhotoDecoder decoder;
    private final InstantSource clock;
    /// Whether a photo may be there that was taken down, as after a start.
    private volatile boolean due = true;

    /// @param faces of the photo in the gallery; one at least
    record Found(String photoId, List<EnrolledFace> faces) {}

    /// @param photos what was found first
    /// @param more   whether there may be others, which are found when these are gone
    record Finding(List<Found> photos, boolean more) {}

    private static final class Finds {
        private final SequencedSet<String> photos = new LinkedHashSet<>();
        private boolean more;

        void add(String photoId) {
            if (photos.size() < MOST) {
                photos.add(photoId);
            } else {
                more |= !photos.contains(photoId);
            }
        }
    }

    Takedowns(Installation installation, GallerySources sources, PhotoCounts counts, ShownPhotos shown) {
        this.sources = sources;
        this.counts = counts;
        this.shown = shown;
        this.gallery = installation.gallery();
        this.engine = installation.faces();
        this.clock = installation.clock();
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    /// Photos with exactly this link. Reads what is known of every face: some seconds for each million.
    Finding byLink(String link) throws IOException {
        Finds finds = new Finds();
        gallery.forEach(face -> {
            if (face.link() != null && face.link().toString().equals(link)) finds.add(face.photoId());
        });
        return described(finds);
    }

    /// Photos of the same bytes.
    Finding byFile(byte[] file) throws IOException {
        Finds finds = new Finds();
        PhotoHash hash = new PhotoHash(Sha256.hex(file));
        for (String source : gallery.facesBySource().keySet()) {
            String id = new PhotoId(hash, source).toString();
            if (gallery.containsPhoto(id)) finds.add(id);
        }
        return described(finds);
    }

    /// Photos with a face of this one, in random order. That tells who somebody is: it is recorded before any two
    /// faces are compared.
    ///
    /// @throws Refusal if it is no photo, shows too many faces, or as many were looked for within a day as may be
    Finding byFaces(SignedIn who, byte[] photo, String reason, Pace pace) throws IOException {
        List<Template> probes = templates(photo, pace);
        PhotoHash hash = new PhotoHash(Sha256.hex(photo));
        sources.actAs(who, (_, happening) -> {
            Instant now = clock.instant();
            takenDown().nextLook(now).ifPresent(again -> {
                throw tooMany(
                        now,
                        again,
                        "%d photos a day may be looked for by their faces, whoever does it; the next one from %s on."
                                .formatted(TakenDown.LOOKS_A_DAY, again.truncatedTo(ChronoUnit.SECONDS)));
            });
            happening.record(new TakedownEvent.FacesLookedFor(hash, reason));
        });
        return alike(probes);
    }

    private List<Template> templates(byte[] photo, Pace pace) {
        String space = engine.pack().templateSpace();
        List<Face> faces;
        try {
            faces = engine.faces(decoder.decode(photo, PHOTO), pace);
        } catch (PhotoRefusedException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        if (faces.size() > MOST_FACES) {
            throw Refusal.invalid("%s: %d faces are on it, and at most %d are looked for at once; cut it to those"
                    .formatted(PHOTO, faces.size(), MOST_FACES));
        }
        return faces.stream().map(face -> new Template(space, face.template())).toList();
    }

    private Finding alike(List<Template> probes) throws IOException {
        Finds finds = new Finds();
        Calibration calibration = engine.pack().description().calibration();
        if (calibration != null && !probes.isEmpty()) {
            double threshold = calibration.threshold(STRICT);
            for (CandidateList list : gallery.search(probes, Scope.everything(), Gallery.MAX_LIMIT)) {
                List<Candidate> some = list.candidates().stream()
                        .filter(candidate -> candidate.score() >= threshold)
                        .toList();
                some.forEach(candidate -> finds.add(candidate.face().photoId()));
                finds.more |= some.size() == Gallery.MAX_LIMIT;
            }
        }
        Finding described = described(finds);
        List<Found> shuffled = new ArrayList<>(described.photos());
        Collections.shuffle(shuffled, RANDOM);
        return new Finding(shuffled, described.more());
    }

    private Finding described(Finds finds) throws IOException {
        List<Found> all = new ArrayList<>();
        for (String photo : finds.photos) {
            List<EnrolledFace> faces = gallery.facesOf(photo);
            // removed in this moment: there is nothing to show of it
            if (!faces.isEmpty()) all.add(new Found(photo, faces));
        }
        return new Finding(all, finds.more);
    }

    /// Removes photos from all sources for good.
    ///
    /// @param handles of photos that were shown
    /// @return faces that were removed
    /// @throws Refusal if one of them was not shown lately or is not in the gallery, or they are more than may be
    ///     taken down within a day
    long confirm(SignedIn who, Collection<String> handles, String reason) throws IOException {
        Set<PhotoHash> hashes = new LinkedHashSet<>();
        for (String handle : handles) {
            String id = shown.photoId(handle);
            if (!gallery.containsPhoto(id)) {
                throw Refusal.conflict("One of these photos is not in the gallery any more; look again.");
            }
            hashes.add(PhotoId.parse(id)
                    .map(PhotoId::hash)
                    .orElseThrow(() -> Refusal.conflict("The photo was enrolled without its hash, by an older version;"
                            + " end its source to remove it.")));
        }
        due = true;
        try {
            sources.actAs(who, (_, happening) -> {
                requireFew(hashes.size());
                happening.record(new TakedownEvent.PhotosTakenDown(List.copyOf(hashes), reason));
            });
            return remove(hashes);
        } catch (IOException | RuntimeException e) {
            // Whoever enforced meanwhile may have found nothing of this yet.
            due = true;
            throw e;
        }
    }

    private void requireFew(int photos) {
        Instant now = clock.instant();
        takenDown().nextTakedown(photos, now).ifPresent(again -> {
            throw tooMany(
                    now,
                    again,
                    "%,d photos a day may be taken down, whoever does it; these are too many until %s."
                            .formatted(TakenDown.PHOTOS_A_DAY, again.truncatedTo(ChronoUnit.SECONDS)));
        });
    }

    private static Refusal tooMany(Instant now, Instant again, String says) {
        return Refusal.tooMany(Duration.between(now, again), says).with("again", again);
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

    /// Removes what was taken down and is there all the same: a removal failed, the server was stopped before it, or
    /// the gallery was put back from a backup. Nothing is removed before it is durable that this was decided.
    /// Imports enrol no photo that is taken down already.
    public synchronized void enforce() throws IOException {
        if (!due) return;
        due = false;
        try {
            AgencyBook book = sources.book();
            Set<PhotoHash> durable = durable(book);
            remove(durable);
            if (durable.size() < book.fold(TakenDown.class).all().size()) due = true;
        } catch (IOException | RuntimeException e) {
            due = true;
            throw e;
        }
    }

    private TakenDown takenDown() {
        return sources.book().fold(TakenDown.class);
    }

    /// All that happened, the latest first.
    List<Recorded> history() {
        return takenDown().history();
    }

    /// All photos of which it is durable that they were taken down.
    public Set<PhotoHash> all() {
        return durable(sources.book());
    }

    private static Set<PhotoHash> durable(AgencyBook book) {
        return book.fold(TakenDown.class).all().entrySet().stream()
                .filter(taken -> book.isRecorded(taken.getValue().number()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// When a photo was taken down, if it was.
    public Optional<Instant> at(PhotoHash hash) {
        return takenDown().at(hash);
    }
}
