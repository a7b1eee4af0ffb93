package beholden.bench.faces;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.FaceEngine.Looked;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Pictures in which nobody is: drawn scenes, and group photos whose faces are cut out.
///
/// @param photos     pictures looked at
/// @param falseFaces faces found in them
/// @param doubtful   places that the detector took for faces and the check did not
record EmptyScenes(int photos, int falseFaces, int doubtful) {
    private static final int OF_EACH = 8;

    static EmptyScenes judge(FaceEngine engine, List<Path> groups) throws IOException {
        EmptyScenes sum = new EmptyScenes(0, 0, 0);
        for (Scene scene : Scene.values()) {
            for (int seed = 1; seed <= OF_EACH; seed++) sum = sum.plus(engine.look(scene.draw(seed)));
        }
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        for (Path group : groups) {
            Photo photo = decoder.decode(group);
            List<Face> faces = engine.faces(photo);
            Photo cut = Scene.withoutFaces(photo, faces.stream().map(Face::box).toList());
            for (int quarters = 0; quarters < 4; quarters++) {
                sum = sum.plus(engine.look(TurnedPhotos.turned(cut, quarters)));
            }
        }
        return sum;
    }

    private EmptyScenes plus(Looked looked) {
        return new EmptyScenes(
                photos + 1,
                falseFaces + looked.faces().size(),
                doubtful + looked.doubtful().size());
    }

    double falseFacesPerPhoto() {
        return (double) falseFaces / photos;
    }
}
