package beholden.gallery;

/// A template was made by another model pack, or has another dimension, than the gallery's.
public final class TemplateMismatchException extends GalleryException {

    private static final long serialVersionUID = 1L;

    TemplateMismatchException(String message) {
        super(message);
    }
}
