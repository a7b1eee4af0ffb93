package beholden.gallery;

import beholden.ground.TypedText;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Facts that the gallery knows of a face, apart from its template.
///
/// @param faceId      unique in the gallery
/// @param photoId     the photo it is in
/// @param sourceId    where that photo comes from, with the authority to hold it
/// @param box         where it is in the photo
/// @param quality     0..100
/// @param measures    null if they were not kept when it was enrolled
/// @param captureDate when the photo was taken, if known
/// @param enrolled    the day it came into the gallery, if known: from it counts how long it may stay
/// @param link        back to where the photo came from: `http`, `https` or `file`
/// @param title       for people to read; may be empty
/// @param crop        id in [Gallery#pictures()] of the aligned face, from which it can be enrolled again
/// @param thumbnail   id in [Gallery#pictures()] of a small picture to show
public record EnrolledFace(
        String faceId,
        String photoId,
        String sourceId,
        Box box,
        int quality,
        @Nullable Measures measures,
        @Nullable LocalDate captureDate,
        @Nullable LocalDate enrolled,
        @Nullable URI link,
        String title,
        @Nullable String crop,
        @Nullable String thumbnail) {

    /// Longest id.
    static final int MAX_ID = 256;

    /// Longest title or link.
    private static final int MAX_TEXT = 4096;

    private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "file");

    // Anything else is a slip of the camera's clock or of the caller's parser.
    private static final LocalDate FIRST_PHOTOGRAPH = LocalDate.of(1826, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    public EnrolledFace {
        TypedText.line("face id", faceId, MAX_ID);
        TypedText.line("photo id", photoId, MAX_ID);
        TypedText.line("source id", sourceId, MAX_ID);
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("face " + faceId + ": quality " + quality + " is outside 0..100");
        }
        if (captureDate != null && (captureDate.isBefore(FIRST_PHOTOGRAPH) || captureDate.isAfter(LAST_DATE))) {
            throw new IllegalArgumentException("face " + faceId + ": no photo was taken on " + captureDate);
        }
        if (link != null) {
            requireLink(faceId, link);
        }
        if (!title.isEmpty()) {
            TypedText.line("title of face " + faceId, title, MAX_TEXT);
        }
        if (crop != null) {
            PictureStore.requireId(crop);
        }
        if (thumbnail != null) {
            PictureStore.requireId(thumbnail);
        }
    }

    /// A face of which no more is known; add the rest with the `with…` methods.
    public static EnrolledFace of(String faceId, String photoId, String sourceId, Box box, int quality) {
        return new EnrolledFace(faceId, photoId, sourceId, box, quality, null, null, null, null, "", null, null);
    }

    public EnrolledFace withMeasures(@Nullable Measures kept) {
        return new EnrolledFace(
                faceId, photoId, sourceId, box, quality, kept, captureDate, enrolled, link, title, crop, thumbnail);
    }

    public EnrolledFace withCaptureDate(@Nullable LocalDate date) {
        return new EnrolledFace(
                faceId, photoId, sourceId, box, quality, measures, date, enrolled, link, title, crop, thumbnail);
    }

    public EnrolledFace withEnrolmentDate(@Nullable LocalDate date) {
        return new EnrolledFace(
                faceId, photoId, sourceId, box, quality, measures, captureDate, date, link, title, crop, thumbnail);
    }

    public EnrolledFace withLink(@Nullable URI newLink) {
        return new EnrolledFace(
                faceId,
                photoId,
                sourceId,
                box,
                quality,
                measures,
                captureDate,
                enrolled,
                newLink,
                title,
                crop,
                thumbnail);
    }

    public EnrolledFace withTitle(String newTitle) {
        return new EnrolledFace(
                faceId,
                photoId,
                sourceId,
                box,
                quality,
                measures,
                captureDate,
                enrolled,
                link,
                newTitle,
                crop,
                thumbnail);
    }

    public EnrolledFace withPictures(@Nullable String newCrop, @Nullable String newThumbnail) {
        return new EnrolledFace(
                faceId,
                photoId,
                sourceId,
                box,
                quality,
                measures,
                captureDate,
                enrolled,
                link,
                title,
                newCrop,
                newThumbnail);
    }

    /// Ids of the pictures it refers to: none, one or two.
    List<String> pictures() {
        return Stream.of(crop, thumbnail).filter(Objects::nonNull).toList();
    }

    // A link is clicked: `javascript:` and the like must not get that far.
    private static void requireLink(String faceId, URI link) {
        TypedText.line("link of face " + faceId, link.toString(), MAX_TEXT);
        String scheme = link.getScheme();
        if (scheme == null || !LINK_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "link of face " + faceId + ": \"" + link + "\" is not an http, https or file link");
        }
    }
}
