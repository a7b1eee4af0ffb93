package beholden.server.casework;

import beholden.server.agency.Accounts;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Page;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.Costs;
import beholden.server.route.FreshTouch;
import beholden.server.route.Payload;
import beholden.server.route.Takes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/// The caller's agency's cases.
@RestController
@RequestMapping("/api/v1/cases")
@PreAuthorize("hasAnyRole('EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR')")
class CaseController {
    private static final String EXAMINER = "hasRole('EXAMINER')";

    private final Casework casework;
    private final Documents documents;
    private final AgencyBooks books;
    private final BlindReaders blindReaders;

    CaseController(Casework casework, Documents documents, AgencyBooks books, BlindReaders blindReaders) {
        this.casework = casework;
        this.documents = documents;
        this.books = books;
        this.blindReaders = blindReaders;
    }

    private ShownCase show(SignedIn who, Case of) {
        return show(who, List.of(of)).getFirst();
    }

    private List<ShownCase> show(SignedIn who, List<Case> cases) {
        AgencyBook book = books.of(who.agency());
        return cases.stream()
                .map(of -> ShownCase.of(
                        of,
                        blindReaders.isBlind(book, of.id(), who) ? null : book.fold(Accounts.class),
                        book.fold(Cases.class).searches(of.id()),
                        document -> documents.isLost(who, of, document)))
                .toList();
    }

    @GetMapping
    Page<ShownCase> all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) Case.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Page<Case> page = Page.of(
                casework.cases(who).all(),
                of -> state == null || of.state() == state,
                of -> of.id().toString(),
                cursor,
                limit);
        return new Page<>(show(who, page.items()), page.next());
    }

    @PostMapping
    @PreAuthorize(EXAMINER)
    @ResponseStatus(HttpStatus.CREATED)
    ShownCase open(@AuthenticationPrincipal SignedIn who, @RequestBody CaseRequest request) {
        return show(who, casework.open(who, request));
    }

    @GetMapping("/{id}")
    ShownCase get(@AuthenticationPrincipal SignedIn who, @PathVariable CaseId id) {
        return show(who, casework.find(who, id));
    }

    record Close(@Required @Nullable String reason) {}

    @PostMapping("/{id}/close")
    @PreAuthorize("hasAnyRole('EXAMINER', 'ADMINISTRATOR')")
    ShownCase close(@AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, @RequestBody Close closing) {
        return show(who, casework.close(who, id, closing.reason()));
    }

    record Shred(@Required @Nullable String reason) {}

    /// Destroys the photos of a closed case's searches, and its document. What was recorded of them stays.
    @PostMapping("/{id}/shred")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @FreshTouch
    ShownCase shred(@AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, @RequestBody Shred shredding)
            throws IOException {
        return show(who, casework.shred(who, id, shredding.reason()));
    }

    /// Answers when the document is accepted; the case tells later that it is sealed.
    ///
    /// @param name percent-encoded UTF-8
    @Costs(4)
    @Takes(Payload.FILE)
    @PutMapping(
            path = "/{id}/document",
            consumes = {MediaType.APPLICATION_PDF_VALUE, MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @PreAuthorize(EXAMINER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.IMAGE_JPEG_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.IMAGE_PNG_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    ShownCase put(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable CaseId id,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @Parameter(required = true, description = "percent-encoded UTF-8")
                    @RequestHeader(name = "X-File-Name", required = false)
                    @Nullable
                    String name,
            InputStream body)
            throws IOException {
        Case of = casework.find(who, id);
        DocumentType known =
                DocumentType.of(type.getType() + "/" + type.getSubtype()).orElseThrow(CaseController::otherType);
        byte[] bytes = body.readNBytes(Document.LONGEST + 1);
        if (bytes.length > Document.LONGEST) throw Documents.tooLong();
        return show(who, documents.put(who, of.id(), known, decode(name), bytes));
    }

    private static Refusal otherType() {
        return Refusal.invalid("Content-Type: a document is application/pdf, image/jpeg or image/png");
    }

    private static @Nullable String decode(@Nullable String name) {
        try {
            return name == null ? null : UriUtils.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("X-File-Name: is not percent-encoded UTF-8");
        }
    }

    /// An answer that is a document, for the API's description.
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface GivesDocument {}

    @GetMapping("/{id}/document")
    @GivesDocument
    ResponseEntity<byte[]> document(@AuthenticationPrincipal SignedIn who, @PathVariable CaseId id) {
        Case of = casework.find(who, id);
        Document document = of.document();
        if (document == null) throw Refusal.notFound();
        return file(who, of, document);
    }

    /// Shows a version of the document: what a search of some day rested on.
    @GetMapping("/{id}/documents/{number}")
    @GivesDocument
    ResponseEntity<byte[]> version(
            @AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, @PathVariable int number) {
        Case of = casework.find(who, id);
        return file(who, of, Documents.version(of, number));
    }

    private ResponseEntity<byte[]> file(SignedIn who, Case of, Document document) {
        ContentDisposition saved = ContentDisposition.attachment()
                .filename(document.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.type().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(documents.get(who, of, document));
    }
}
