package beholden.server.probes;

import beholden.faces.Face;
import beholden.faces.pack.FaceMeasures;
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
/// @param measures what decides whether a rate holds for it; null in records from before it was kept
@SuppressWarnings("ArrayRecordComponent") // read only
@JsonIgnoreProperties("sha256")
public record SearchedProbe(
        @JsonProperty("h") byte[] hash,
        @JsonProperty("x") int width,
        @JsonProperty("y") int height,
        @JsonProperty("k") int faces,
        @JsonProperty("f") int face,
        @JsonProperty("q") int quality,
        @JsonProperty("v") String verdict,
        @JsonProperty("m") @Nullable Measures measures) {

    /// @param eyes     pixels between the eyes
    /// @param tilt     degrees by which it leaned to a side as it was read
    /// @param evidence that it is a face, in log odds; null if it was not checked
    public record Measures(
            @JsonProperty("e") float eyes,
            @JsonProperty("t") float tilt,
            @JsonProperty("l") @Nullable Float evidence) {
        static Measures of(Face face) {
            return new Measures((float) face.landmarks().interEyeDistance(), face.tilt(), face.evidence());
        }
    }

    public SearchedProbe {
        if (hash.length != 32) throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + hash.length);
    }

    /// What is known of the face, as far as rates depend on it.
    public FaceMeasures known() {
        return measures == null
                ? FaceMeasures.ofQuality(quality)
                : new FaceMeasures(quality, measures.eyes(), measures.tilt(), measures.evidence());
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
