package beholden.server.probes;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.FacePictures;
import beholden.faces.FacePictures.Wanted;
import beholden.faces.Pace;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.ground.Sha256;
import beholden.server.casework.CaseId;
import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads the bytes of a photo into a probe: decodes it, finds and describes its faces, and makes the small
/// pictures.
@Component
class ProbeReader {
    static final String NAME = "the photo";
    private static final int SHOWN_SIDE = 1600;
    private static final int SHOWN_BYTES = 600_000;
    private static final int KEPT_SIDE = 1280;
    private static final int FACE_SIDE = 768;

    /// Bytes of each chunk reserved for encryption overhead.
    private static final int SEAL = 256;

    /// The most faces on a photo that shows somebody to be found.
    private static final int MOST_FACES = 200;

    private final FaceEngine engine;
    private final PhotoDecoder decoder;
    private final Stopwatch decode;
    private final Stopwatch detect;
    private final Stopwatch template;
    private final Stopwatch pictures;
    private final InstantSource clock;
    private final int chunk;

    ProbeReader(FaceEngine engine, Vault vault, MeterRegistry registry, InstantSource clock) {
        this.engine = engine;
        this.decoder = new PhotoDecoder(engine.settings().limits());
        this.decode = new Stopwatch(registry, "decode");
        this.detect = new Stopwatch(registry, "detect");
        this.template = new Stopwatch(registry, "template");
        this.pictures = new Stopwatch(registry, "pictures");
        this.clock = clock;
        this.chunk = vault.settings().chunkLength() - SEAL;
    }

    /// @throws Refusal if it is not a photo, or not one that is decoded
    Probe read(Member owner, CaseId caseId, byte[] bytes, Pace pace) {
        Photo photo = decode(bytes);
        List<Face> faces = engine.faces(photo, pace, this::record);
        if (faces.size() > MOST_FACES) {
            throw Refusal.invalid("the photo: %,d faces are over the limit of %d; cut out the part that matters"
                    .formatted(faces.size(), MOST_FACES));
        }
        try (Stopwatch.Running _ = pictures.start()) {
            return probe(owner, caseId, bytes, photo, faces);
        }
    }

    private void record(FaceEngine.Times times) {
        detect.record(times.detect());
        template.record(times.describe());
    }

    private Probe probe(Member owner, CaseId caseId, byte[] bytes, Photo photo, List<Face> faces) {
        Box whole = new Box(0, 0, photo.width(), photo.height());
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(whole, SHOWN_SIDE, SHOWN_BYTES));
        wanted.add(new Wanted(whole, KEPT_SIDE, chunk));
        for (Face face : faces) {
            wanted.add(new Wanted(face.box().grownBy(FacePictures.CROP_MARGIN), FACE_SIDE, chunk));
        }
        Iterator<byte[]> pictures = FacePictures.within(photo, wanted).iterator();
        return new Probe(
                ProbeId.random(),
                owner,
                caseId,
                clock.instant(),
                Sha256.of(bytes),
                photo.width(),
                photo.height(),
                photo.remark().orElse(null),
                pictures.next(),
                pictures.next(),
                faces.stream()
                        .map(face -> new Probe.FoundFace(face, pictures.next()))
                        .toList());
    }

    private Photo decode(byte[] bytes) {
        try (Stopwatch.Running _ = decode.start()) {
            return decoder.decode(bytes, NAME);
        } catch (PhotoRefusedException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }
}
