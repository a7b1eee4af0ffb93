package beholden.server.probes;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.FacePictures;
import beholden.faces.Pace;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds again the face that a kept picture shows: the picture was cut around it, so it is in the middle.
@Component
public class PictureFaces {
    private static final String NAME = "the picture";
    private static final float LEAST_OVERLAP = 0.3f;

    private final FaceEngine engine;
    private final PhotoDecoder decoder;
    private final PhotoTurns turns;

    PictureFaces(FaceEngine engine, PhotoTurns turns) {
        this.turns = turns;
        this.engine = engine;
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    public record Shown(Photo picture, Face face) {}

    /// The face that a kept picture shows, found when the agency's turn comes; empty if none is found there any more.
    ///
    /// @throws Refusal.Busy if others take too long
    public Optional<Shown> find(AgencyId agency, byte[] jpeg) {
        try {
            return turns.take(agency, jpeg, NAME, pace -> find(decoder.decode(jpeg, NAME), pace));
        } catch (PhotoRefusedException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the picture was not looked at", e);
        }
    }

    private Optional<Shown> find(Photo picture, Pace pace) {
        float part = FacePictures.CROP_MARGIN / (1 + 2 * FacePictures.CROP_MARGIN);
        Box whole = new Box(0, 0, picture.width(), picture.height());
        Box middle = whole.grownBy(-part);
        return engine.faces(picture, pace).stream()
                .filter(face -> face.box().iou(middle) >= LEAST_OVERLAP)
                .max(Comparator.comparingDouble(face -> face.box().iou(middle)))
                .map(face -> new Shown(picture, face));
    }
}
