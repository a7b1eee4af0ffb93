package beholden.server.probes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The face that was searched, as the record of a search tells it apart from every other.
///
/// @param hash    SHA-256 of the photo's bytes, as they were uploaded
/// @param width   of the photo, in pixels
/// @param height  of the photo, in pixels
/// @param faces   how many there are in the photo
/// @param face    number of the face in the photo, 1 is the left-most
/// @param quality 0..100
/// @param verdict one line for people, such as `quality 12: head pose yaw is 71°`
@SuppressWarnings("ArrayRecordComponent") // read only
@JsonIgnoreProperties("sha256")
public record SearchedProbe(
        @JsonProperty("h") byte[] hash,
        @JsonProperty("x") int width,
        @JsonProperty("y") int height,
        @JsonProperty("k") int faces,
        @JsonProperty("f") int face,
        @JsonProperty("q") int quality,
        @JsonProperty("v") String verdict) {

    public SearchedProbe {
        if (hash.length != 32) throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + hash.length);
    }

    /// 64 hexadecimal digits.
    public String sha256() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchedProbe that && face == that.face && sha256().equals(that.sha256());
    }

    @Override
    public int hashCode() {
        return sha256().hashCode() * 31 + face;
    }

    @Override
    public String toString() {
        return "probe";
    }
}
