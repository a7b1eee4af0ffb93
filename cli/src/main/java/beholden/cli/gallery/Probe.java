package beholden.cli.gallery;

import beholden.faces.Face;
import beholden.faces.FacePictures;
import beholden.faces.photo.Photo;
import java.nio.file.Path;

/// The face that is searched.
///
/// @param faces  number of faces in the photo
/// @param number number of this face, 1 is the left-most
/// @param crop   JPEG of the face
@SuppressWarnings("ArrayRecordComponent") // made once, handed on once
record Probe(Path photo, int faces, int number, Face face, byte[] crop) {

    static Probe of(Path file, Photo photo, int faces, int number, Face face) {
        return new Probe(file, faces, number, face, FacePictures.crop(photo, face.box()));
    }
}
