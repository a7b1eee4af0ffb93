package beholden.server.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of a photo's bytes.
///
/// @param hex 64 lower-case digits; events hold the shorter base64url
public record PhotoHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public PhotoHash {
        if (!FORM.matcher(hex).matches()) throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PhotoHash ofShort(String base64) {
        return new PhotoHash(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64)));
    }

    @JsonValue
    public String shortened() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }
}
