package beholden.server.source;

import beholden.gallery.Gallery;
import beholden.ground.TypedText;
import beholden.ledger.note.SignedNote;
import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.http.Page;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.route.FreshTouch;
import beholden.server.search.PersonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sources")
@PreAuthorize("hasRole('OPERATOR')")
class SourceController {
    private static final int NOTE = 1000;
    private static final int REASON = 500;

    private final SourceRegister register;
    private final GallerySources sources;
    private final ReceiptEntries receipts;
    private final Gallery gallery;
    private final PhotoCounts photos;
    private final Installation installation;

    SourceController(
            SourceRegister register,
            GallerySources sources,
            ReceiptEntries receipts,
            PhotoCounts photos,
            Installation installation) {
        this.register = register;
        this.sources = sources;
        this.receipts = receipts;
        this.gallery = installation.gallery();
        this.photos = photos;
        this.installation = installation;
    }

    /// Why a source is to end.
    record EndForm(
            @Required Source.@Nullable Reason reason,
            @Nullable String note) {}

    /// Why a source that had ended is kept.
    record RestoreForm(@Required @Nullable String reason) {}

    @GetMapping
    Page<SourceJson> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit)
            throws IOException {
        Map<String, Long> faces = gallery.facesBySource();
        LocalDate today = sources.today();
        Page<Source> page = Page.of(sources.now().all(), source -> source.id().value(), cursor, limit);
        List<SourceJson> items = page.items().stream()
                .map(it -> SourceJson.of(
                        it, today, this::person, faces.getOrDefault(it.id().value(), 0L), null, null))
                .toList();
        return new Page<>(items, page.next());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SourceJson register(@AuthenticationPrincipal SignedIn who, @RequestBody SourceForm form) throws IOException {
        return whole(register.register(who, form.terms()));
    }

    @GetMapping("/{id}")
    SourceJson show(@PathVariable SourceId id) throws IOException {
        return whole(register.find(id));
    }

    @PutMapping("/{id}")
    @FreshTouch
    SourceJson change(@AuthenticationPrincipal SignedIn who, @PathVariable SourceId id, @RequestBody SourceForm form)
            throws IOException {
        register.find(id);
        return whole(register.change(who, id, form.terms()));
    }

    @PostMapping("/{id}/end")
    @FreshTouch
    SourceJson end(@AuthenticationPrincipal SignedIn who, @PathVariable SourceId id, @RequestBody EndForm form)
            throws IOException {
        register.find(id);
        Source.Reason reason = SourceForm.given("reason", form.reason());
        String note = form.note() == null || form.note().isEmpty() ? "" : TypedText.line("note", form.note(), NOTE);
        return whole(register.end(who, id, reason, note));
    }

    @PostMapping("/{id}/removal")
    @FreshTouch
    SourceJson remove(@AuthenticationPrincipal SignedIn who, @PathVariable SourceId id) throws IOException {
        return whole(register.remove(who, id));
    }

    @PostMapping("/{id}/restore")
    @FreshTouch
    SourceJson restore(@AuthenticationPrincipal SignedIn who, @PathVariable SourceId id, @RequestBody RestoreForm form)
            throws IOException {
        return whole(register.restore(
                who, id, TypedText.prose("reason", SourceForm.given("reason", form.reason()), REASON)));
    }

    private PersonJson person(AccountId id) {
        return new PersonJson(id, sources.book().fold(Accounts.class).name(id));
    }

    private SourceJson whole(Source source) throws IOException {
        String id = source.id().value();
        return SourceJson.of(
                source,
                sources.today(),
                this::person,
                gallery.facesBySource().getOrDefault(id, 0L),
                photos.of(source.id()),
                ledger(source));
    }

    private SourceJson.@Nullable LedgerJson ledger(Source source) throws IOException {
        Source.Receipt receipt = source.receipt();
        if (receipt == null) return null;
        long entry = receipts.entry(receipt);
        SignedNote checkpoint = installation.vault().ledger().checkpoint();
        return new SourceJson.LedgerJson(entry, new String(checkpoint.bytes(), StandardCharsets.UTF_8));
    }
}
