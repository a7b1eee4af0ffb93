package beholden.gallery;

import org.jspecify.annotations.Nullable;

/// Files of the gallery are missing, incomplete or changed.
public final class DamagedGalleryException extends GalleryException {

    private static final long serialVersionUID = 1L;

    DamagedGalleryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
