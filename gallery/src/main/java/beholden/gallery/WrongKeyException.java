package beholden.gallery;

/// The gallery was made with another key, or the key file is no key.
public final class WrongKeyException extends GalleryException {

    private static final long serialVersionUID = 1L;

    WrongKeyException(String message) {
        super(message);
    }
}
