package beholden.gallery;

/// Another process, or this one, has the gallery open.
public final class GalleryInUseException extends GalleryException {

    private static final long serialVersionUID = 1L;

    GalleryInUseException(String message) {
        super(message);
    }
}
