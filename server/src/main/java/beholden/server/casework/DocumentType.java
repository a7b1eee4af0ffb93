package beholden.server.casework;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.MediaType;

/// What an authorising document may be.
public enum DocumentType {
    /// ISO 32000-2 §7.5.2: the header `%PDF-`. It is asked for at the very start, so that nothing hides before it.
    PDF("application/pdf", "255044462d"),
    /// ITU-T T.81 §B.1.1.3: the start of the image, and of the marker that follows.
    JPEG("image/jpeg", "ffd8ff"),
    /// PNG (third edition) §5.2: the signature.
    PNG("image/png", "89504e470d0a1a0a");

    private final MediaType mediaType;
    private final byte[] magic;

    DocumentType(String mediaType, String magic) {
        this.mediaType = MediaType.parseMediaType(mediaType);
        this.magic = HexFormat.of().parseHex(magic);
    }

    public MediaType mediaType() {
        return mediaType;
    }

    static Optional<DocumentType> of(MediaType mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equalsTypeAndSubtype(mediaType))
                .findAny();
    }

    /// Whether a file begins as one of this type does.
    boolean begins(byte[] file) {
        return file.length > magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
