package beholden.faces.photo;

import beholden.ground.TypedText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file that is not taken as a photo. The message is made for people: the file, the fact and the limit.
public final class PhotoRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Reasons for which a photo is refused.
    public enum Reason {
        /// There is no such file, or it cannot be read.
        UNREADABLE,
        /// The file is over [PhotoLimits#maxBytes].
        TOO_MANY_BYTES,
        /// Width × height is over [PhotoLimits#maxPixels].
        TOO_MANY_PIXELS,
        /// Width or height is over [PhotoLimits#maxSide].
        SIDE_TOO_LONG,
        /// Small in bytes and pixels, and yet made to cost much time or memory.
        TOO_COSTLY,
        /// None of the formats of [PhotoFormat].
        NOT_A_PHOTO,
        /// A known format that is not read, such as HEIC, or a variant that photos do not use, such as 12-bit JPEG.
        UNSUPPORTED,
        /// The file ends before the picture does.
        TRUNCATED,
        /// The file contradicts itself or its format.
        CORRUPT
    }

    private final Reason reason;

    PhotoRefusedException(Reason reason, String name, String fact, @Nullable Throwable cause) {
        // File names and the words of codecs are a stranger's: nothing in them may steer a terminal.
        super(TypedText.printable(name + ": " + fact), cause);
        this.reason = reason;
    }

    /// Reason for which the photo was refused.
    public Reason reason() {
        return reason;
    }
}
