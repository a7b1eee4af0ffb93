package beholden.gallery;

/// The folder is not a gallery, or cannot become one because it holds something else.
public final class NotAGalleryException extends GalleryException {

    private static final long serialVersionUID = 1L;

    NotAGalleryException(String message) {
        super(message);
    }
}
