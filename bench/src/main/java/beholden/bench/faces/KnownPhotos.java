package beholden.bench.faces;

import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The 14 test photos of ageitgey/face_recognition, and who is in each.
///
/// @param facesExpected faces that a person sees in the photos
/// @param facesFound    of these, how many the engine found
/// @param facesBeside   places the engine took for a face where a person sees none
/// @param pairs         pairs of found faces
/// @param pairsRight    of these, how many lie on the right side of the threshold
record KnownPhotos(int facesExpected, int facesFound, int facesBeside, int pairs, int pairsRight) {

    /// @param people in the photo, from left to right
    record Known(String file, List<String> people) {}

    private static final List<Known> PHOTOS = List.of(
            new Known("32bit.png", List.of("obama")),
            new Known("biden.jpg", List.of("biden")),
            new Known("biden2.jpg", List.of("biden")),
            new Known("obama-1080p.jpg", List.of("obama")),
            new Known("obama-240p.jpg", List.of("obama")),
            new Known("obama.jpg", List.of("obama")),
            new Known("obama1.jpg", List.of("obama")),
            new Known("obama2.jpg", List.of("obama")),
            new Known("obama3.jpg", List.of("obama")),
            new Known("obama_and_biden.jpg", List.of("biden", "obama", "girl")),
            new Known("obama_partial_face.jpg", List.of("obama")),
            new Known("obama_partial_face2.jpg", List.of("obama")),
            new Known("obama_small.jpg", List.of("obama")),
            new Known("two_people.jpg", List.of("obama", "biden")));

    private record Labelled(Face face, String person) {}

    /// @param threshold a pair that scores at least this is judged to be one person
    static KnownPhotos judge(FaceEngine engine, Path folder, double threshold) throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        List<Labelled> labelled = new ArrayList<>();
        int expected = 0;
        int found = 0;
        int beside = 0;
        for (Known known : PHOTOS) {
            Path file = folder.resolve(known.file());
            if (!Files.exists(file))
                throw new IOException(file + ": missing; --photos wants the 14 test photos of face_recognition");
            List<Face> faces = engine.faces(decoder.decode(file));
            expected += known.people().size();
            found += Math.min(faces.size(), known.people().size());
            beside += Math.max(0, faces.size() - known.people().size());
            if (faces.size() != known.people().size()) continue;
            for (int i = 0; i < faces.size(); i++)
                labelled.add(new Labelled(faces.get(i), known.people().get(i)));
        }
        int pairs = 0;
        int right = 0;
        for (int i = 0; i < labelled.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean samePerson =
                        labelled.get(i).person().equals(labelled.get(j).person());
                boolean judgedSame =
                        labelled.get(i).face().compare(labelled.get(j).face()) >= threshold;
                pairs++;
                if (samePerson == judgedSame) right++;
            }
        }
        return new KnownPhotos(expected, found, beside, pairs, right);
    }
}
