package beholden.gallery;

/// Another version of Beholden made the gallery.
public final class UnsupportedVersionException extends GalleryException {

    private static final long serialVersionUID = 1L;

    UnsupportedVersionException(String message) {
        super(message);
    }
}
