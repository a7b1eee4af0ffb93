package beholden.gallery;

/// The gallery holds templates of another model pack.
public final class WrongPackException extends GalleryException {

    private static final long serialVersionUID = 1L;

    WrongPackException(String message) {
        super(message);
    }
}
