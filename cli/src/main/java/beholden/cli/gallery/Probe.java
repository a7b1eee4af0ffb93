package beholden.cli.gallery;

import beholden.faces.Face;
import beholden.faces.FacePictures;
import beholden.faces.photo.Photo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The face that is searched.
///
/// @param faces  number of faces in the photo
/// @param number number of this face, 1 is the left-most
/// @param crop   JPEG of the face
/// @param remark what of the photo's file was not looked at, such as further pages; null if all of it was
@SuppressWarnings("ArrayRecordComponent") // made once, handed on once
record Probe(
        Path photo,
        int faces,
        int number,
        Face face,
        byte[] crop,
        @Nullable String remark) {

    static Probe of(Path file, Photo photo, int faces, int number, Face face) {
        return new Probe(
                file,
                faces,
                number,
                face,
                FacePictures.crop(photo, face.box()),
                photo.remark().orElse(null));
    }
}
