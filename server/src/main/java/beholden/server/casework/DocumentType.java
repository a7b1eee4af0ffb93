package beholden.server.casework;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Types that an authorising document may have.
public enum DocumentType {
    /// ISO 32000-2 §7.5.2: the header `%PDF-`. It is asked for at the very start, so that nothing hides before it.
    PDF("application/pdf", "255044462d"),
    /// ITU-T T.81 §B.1.1.3: the start of the image, and of the marker that follows.
    JPEG("image/jpeg", "ffd8ff"),
    /// PNG (third edition) §5.2: the signature.
    PNG("image/png", "89504e470d0a1a0a");

    private final String mediaType;
    private final byte[] magic;

    DocumentType(String mediaType, String magic) {
        this.mediaType = mediaType;
        this.magic = HexFormat.of().parseHex(magic);
    }

    /// The media type, such as `application/pdf`.
    public String mediaType() {
        return mediaType;
    }

    /// The type of a media type, which has no parameters here; empty if documents are not of it.
    static Optional<DocumentType> of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findAny();
    }

    /// Whether a file begins as one of this type does.
    boolean begins(byte[] file) {
        return file.length > magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
