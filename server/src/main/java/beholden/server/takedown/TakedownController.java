package beholden.server.takedown;

import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.ground.TypedText;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.probes.PhotoTurns;
import beholden.server.refusal.Refusal;
import beholden.server.route.Costs;
import beholden.server.route.FreshTouch;
import beholden.server.route.Payload;
import beholden.server.route.Takes;
import beholden.server.source.GallerySources;
import beholden.server.source.SourceForm;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/takedowns")
@PreAuthorize("hasRole('OPERATOR')")
class TakedownController {
    /// Characters of the longest link that a photo has.
    private static final int LINK_LENGTH = 4096;

    private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");

    private final Takedowns takedowns;
    private final GallerySources sources;
    private final PhotoTurns turns;
    private final Gallery gallery;

    TakedownController(Takedowns takedowns, GallerySources sources, PhotoTurns turns, Installation installation) {
        this.takedowns = takedowns;
        this.sources = sources;
        this.turns = turns;
        this.gallery = installation.gallery();
    }

    record LinkForm(@Required @Nullable String link) {}

    record ConfirmForm(
            @Required @Nullable List<String> photos,
            @Required @Nullable String reason) {}

    /// @param more whether there may be others, which are found when these are gone
    record FoundPage(List<FoundJson> found, boolean more) {}

    /// @param photo     its id, for the confirmation
    /// @param source    name, or the gallery's id of a source that was never registered
    /// @param faces     of it in the gallery
    /// @param thumbnail null if none was kept
    record FoundJson(
            String photo,
            String source,
            String title,
            @Nullable URI link,
            @Nullable LocalDate captured,
            int faces,
            @Nullable String thumbnail,
            Set<Takedowns.Why> why) {}

    record Removed(int photos, long faces) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "takedownFind")
    FoundPage findByLink(@RequestBody LinkForm form) throws IOException {
        return page(takedowns.byLink(TypedText.line("link", SourceForm.given("link", form.link()), LINK_LENGTH)));
    }

    @Costs(4)
    @Takes(Payload.FILE)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "takedownFind")
    FoundPage findByPhoto(@AuthenticationPrincipal SignedIn who, @RequestPart MultipartFile photo) throws Exception {
        byte[] bytes = photo.getBytes();
        return turns.take(who.agency(), bytes, Takedowns.PHOTO, pace -> page(takedowns.byPhoto(bytes, pace)));
    }

    @PostMapping("/confirm")
    @FreshTouch
    Removed confirm(@AuthenticationPrincipal SignedIn who, @RequestBody ConfirmForm form) throws IOException {
        Set<String> photos = new TreeSet<>(SourceForm.given("photos", form.photos()));
        if (photos.isEmpty() || photos.size() > Takedowns.MOST) {
            throw Refusal.invalid("photos: name 1 to %,d of those that were found".formatted(Takedowns.MOST));
        }
        String reason = TypedText.prose("reason", SourceForm.given("reason", form.reason()), 500);
        return new Removed(photos.size(), takedowns.confirm(who, photos, reason));
    }

    /// A small picture of a photo that was found.
    @GetMapping(path = "/pictures/{id}.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] picture(@PathVariable String id) throws IOException {
        if (!PICTURE.matcher(id).matches()) throw Refusal.notFound();
        try {
            return gallery.pictures().read(id);
        } catch (NoSuchFileException _) {
            throw Refusal.notFound();
        }
    }

    private FoundPage page(Takedowns.Finding finding) {
        return new FoundPage(finding.photos().stream().map(this::json).toList(), finding.more());
    }

    private FoundJson json(Takedowns.Found found) {
        EnrolledFace face = found.faces().getFirst();
        return new FoundJson(
                found.photoId(),
                sources.name(face.sourceId()).orElse(face.sourceId()),
                face.title(),
                face.link(),
                face.captureDate(),
                found.faces().size(),
                face.thumbnail() == null ? null : "/api/v1/takedowns/pictures/" + face.thumbnail() + ".jpg",
                found.why());
    }
}
