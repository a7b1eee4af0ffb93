package beholden.server.probes;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.FacePictures;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.server.refusal.Refusal;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds again the face that a kept picture shows: the picture was cut around it, so it is in the middle.
@Component
public class PictureFaces {
    private static final float LEAST_OVERLAP = 0.3f;

    private final FaceEngine engine;
    private final PhotoDecoder decoder;

    PictureFaces(FaceEngine engine) {
        this.engine = engine;
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    public record Shown(Photo picture, Face face) {}

    /// The face that a kept picture shows; empty if none is found there any more.
    public Optional<Shown> find(byte[] jpeg) {
        Photo picture;
        try {
            picture = decoder.decode(jpeg, "the picture");
        } catch (PhotoRefusedException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        }
        float part = FacePictures.CROP_MARGIN / (1 + 2 * FacePictures.CROP_MARGIN);
        Box whole = new Box(0, 0, picture.width(), picture.height());
        Box middle = whole.grownBy(-part);
        return engine.faces(picture).stream()
                .filter(face -> face.box().iou(middle) >= LEAST_OVERLAP)
                .max(Comparator.comparingDouble(face -> face.box().iou(middle)))
                .map(face -> new Shown(picture, face));
    }
}
