package beholden.gallery;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A gallery cannot be used as asked; the message says why and what to do.
public abstract sealed class GalleryException extends IOException
        permits NotAGalleryException,
                GalleryInUseException,
                UnsupportedVersionException,
                WrongKeyException,
                WrongPackException,
                TemplateMismatchException,
                DamagedGalleryException {

    private static final long serialVersionUID = 1L;

    GalleryException(String message) {
        super(message);
    }

    GalleryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
