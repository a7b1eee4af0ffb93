package beholden.server.takedown;

import beholden.gallery.EnrolledFace;
import beholden.gallery.Gallery;
import beholden.ground.TypedText;
import beholden.server.agency.Accounts;
import beholden.server.events.Recorded;
import beholden.server.http.Page;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/takedowns")
@PreAuthorize("hasRole('OPERATOR')")
class TakedownController {
    /// Characters of the longest link that a photo has.
    private static final int LINK_LENGTH = 4096;

    private static final int LONGEST_REASON = 500;

    private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");

    private final Takedowns takedowns;
    private final ShownPhotos shown;
    private final GallerySources sources;
    private final PhotoTurns turns;
    private final Gallery gallery;

    TakedownController(
            Takedowns takedowns,
            ShownPhotos shown,
            GallerySources sources,
            PhotoTurns turns,
            Installation installation) {
        this.takedowns = takedowns;
        this.shown = shown;
        this.sources = sources;
        this.turns = turns;
        this.gallery = installation.gallery();
    }

    record LinkForm(@Required @Nullable String link) {}

    /// The parts of a form, for the API's description.
    record FacesForm(Resource photo, String reason) {}

    /// @param photos handles of photos that were found
    record ConfirmForm(
            @Required @Nullable List<String> photos,
            @Required @Nullable String reason) {}

    /// @param more whether there may be others, which are found when these are gone
    record FoundPage(List<FoundJson> found, boolean more) {}

    /// @param photo     its handle for the confirmation, good until the third day after this one, UTC
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
            @Nullable String thumbnail) {}

    /// @param more whether there may be others, which are found when these are gone
    record AlikePage(List<AlikeJson> found, boolean more) {}

    /// A photo with a face as alike as one in a million strangers': what it takes to see whether it is the one, and
    /// nothing that says who is on it.
    ///
    /// @param photo     its handle for the confirmation, good until the third day after this one, UTC
    /// @param source    name, or the gallery's id of a source that was never registered
    /// @param thumbnail null if none was kept
    record AlikeJson(
            String photo,
            String source,
            @Nullable LocalDate captured,
            @Nullable String thumbnail) {}

    /// Kinds of what is done on this page and recorded.
    enum What {
        FACES_LOOKED_FOR,
        PHOTOS_TAKEN_DOWN
    }

    /// @param by     name of the operator
    /// @param photos how many
    /// @param sha256 of the photo whose faces were looked for; null for photos that were taken down
    record DoneJson(
            Instant at,
            String by,
            What what,
            int photos,
            @Nullable String sha256,
            String reason) {}

    record Removed(int photos, long faces) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "takedownFind")
    FoundPage findByLink(@RequestBody LinkForm form) throws IOException {
        return page(takedowns.byLink(TypedText.line("link", SourceForm.given("link", form.link()), LINK_LENGTH)));
    }

    /// Finds the very bytes of a photo.
    @Takes(Payload.FILE)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "takedownFind")
    FoundPage findByFile(@RequestPart MultipartFile photo) throws IOException {
        return page(takedowns.byFile(photo.getBytes()));
    }

    /// Finds photos with a face of this one.
    @Costs(4)
    @Takes(Payload.FILE)
    @PostMapping(path = "/faces", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @FreshTouch
    @Operation(
            operationId = "takedownFindFaces",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = FacesForm.class))))
    AlikePage findByFaces(
            @AuthenticationPrincipal SignedIn who,
            @Parameter(hidden = true) @RequestPart MultipartFile photo,
            @Parameter(hidden = true) @RequestParam String reason)
            throws Exception {
        String why = TypedText.prose("reason", reason, LONGEST_REASON);
        byte[] bytes = photo.getBytes();
        Takedowns.Finding finding =
                turns.take(who.agency(), bytes, Takedowns.PHOTO, pace -> takedowns.byFaces(who, bytes, why, pace));
        return new AlikePage(finding.photos().stream().map(this::alike).toList(), finding.more());
    }

    /// All that was done here, the latest first: photos taken down, and faces looked for.
    @GetMapping
    Page<DoneJson> history(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        Page<Recorded> page =
                Page.of(takedowns.history(), recorded -> Integer.toString(recorded.number()), cursor, limit);
        return new Page<>(page.items().stream().map(this::done).toList(), page.next());
    }

    private DoneJson done(Recorded recorded) {
        String by = sources.book().fold(Accounts.class).name(Objects.requireNonNull(recorded.by()));
        return switch ((TakedownEvent) recorded.event()) {
            case TakedownEvent.FacesLookedFor it ->
                new DoneJson(
                        recorded.at(), by, What.FACES_LOOKED_FOR, 1, it.photo().hex(), it.reason());
            case TakedownEvent.PhotosTakenDown it ->
                new DoneJson(
                        recorded.at(), by, What.PHOTOS_TAKEN_DOWN, it.hashes().size(), null, it.reason());
        };
    }

    @PostMapping("/confirm")
    @FreshTouch
    Removed confirm(@AuthenticationPrincipal SignedIn who, @RequestBody ConfirmForm form) throws IOException {
        Set<String> photos = new TreeSet<>(SourceForm.given("photos", form.photos()));
        if (photos.isEmpty() || photos.size() > Takedowns.MOST) {
            throw Refusal.invalid("photos: name 1 to %,d of those that were found".formatted(Takedowns.MOST));
        }
        String reason = TypedText.prose("reason", SourceForm.given("reason", form.reason()), LONGEST_REASON);
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
                shown.handle(found.photoId()),
                sources.name(face.sourceId()).orElse(face.sourceId()),
                face.title(),
                face.link(),
                face.captureDate(),
                found.faces().size(),
                thumbnail(face));
    }

    private AlikeJson alike(Takedowns.Found found) {
        EnrolledFace face = found.faces().getFirst();
        return new AlikeJson(
                shown.handle(found.photoId()),
                sources.name(face.sourceId()).orElse(face.sourceId()),
                face.captureDate(),
                thumbnail(face));
    }

    private static @Nullable String thumbnail(EnrolledFace face) {
        return face.thumbnail() == null ? null : "/api/v1/takedowns/pictures/" + face.thumbnail() + ".jpg";
    }
}
