package beholden.server.imports;

import beholden.server.http.Page;
import beholden.server.identity.SignedIn;
import beholden.server.imports.intake.IntakeException;
import beholden.server.refusal.Refusal;
import beholden.server.route.Payload;
import beholden.server.route.Takes;
import beholden.server.source.GallerySources;
import beholden.server.source.SourceForm;
import beholden.server.source.SourceId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasRole('OPERATOR')")
class ImportController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

    private final Imports imports;
    private final GallerySources sources;
    private final InstantSource clock;

    ImportController(Imports imports, GallerySources sources, InstantSource clock) {
        this.imports = imports;
        this.sources = sources;
        this.clock = clock;
    }

    @GetMapping("/sources/{id}/imports")
    Page<ImportJson> list(
            @PathVariable SourceId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        SourceId source = source(id);
        Page<Import> page = Page.of(imports.of(source), job -> job.order().id().toString(), cursor, limit);
        List<ImportJson> items = page.items().stream().map(this::json).toList();
        return new Page<>(items, page.next());
    }

    /// Imports photos that are handed in.
    @Takes(Payload.STREAM)
    @PostMapping(path = "/sources/{id}/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "importBegin",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = Upload.Form.class))))
    ImportJson handIn(@AuthenticationPrincipal SignedIn who, @PathVariable SourceId id, HttpServletRequest request)
            throws IOException {
        SourceId source = active(id);
        ImportId job = ImportId.random();
        return begin(who, source, job, folder -> Upload.into(folder, request, imports.intakeLimits()));
    }

    /// Imports a folder of the server.
    @PostMapping(path = "/sources/{id}/imports", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "importBegin")
    ImportJson importFolder(
            @AuthenticationPrincipal SignedIn who, @PathVariable SourceId id, @RequestBody ImportForm form)
            throws IOException {
        SourceId source = active(id);
        SourceForm.given("folder", form.folder());
        return begin(who, source, ImportId.random(), _ -> form.checked());
    }

    private interface Receiving {
        ImportForm into(Path folder) throws IOException;
    }

    private ImportJson begin(SignedIn who, SourceId source, ImportId id, Receiving receiving) throws IOException {
        boolean begun = false;
        try {
            ImportForm form = receiving.into(imports.receive(id));
            Import job = imports.begin(
                    who,
                    new ImportOrder(
                            id,
                            source,
                            who.account(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            form.folder(),
                            form.link(),
                            form.leastQuality()));
            begun = true;
            return json(job);
        } catch (IntakeException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        } finally {
            if (!begun) imports.giveUp(id);
        }
    }

    @GetMapping("/imports/{id}")
    ImportJson show(@PathVariable ImportId id) {
        return json(find(id));
    }

    @PostMapping("/imports/{id}/pause")
    ImportJson pause(@PathVariable ImportId id) throws IOException {
        Import job = find(id);
        imports.pause(job);
        return json(job);
    }

    @PostMapping("/imports/{id}/resume")
    ImportJson resume(@PathVariable ImportId id) throws IOException {
        Import job = find(id);
        imports.resume(job);
        return json(job);
    }

    @PostMapping("/imports/{id}/cancel")
    ImportJson cancel(@PathVariable ImportId id) throws IOException {
        Import job = find(id);
        imports.cancel(job);
        return json(job);
    }

    /// Outcome of each file so far.
    @GetMapping("/imports/{id}/report.csv")
    ResponseEntity<Resource> report(@PathVariable ImportId id) {
        Path report = imports.report(find(id));
        if (!Files.exists(report)) throw Refusal.conflict("This import has not begun; there is no report yet.");
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("import.csv")
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType("text/csv;charset=utf-8"))
                .body(new FileSystemResource(report));
    }

    /// The import as it changes (server-sent events named `progress`, each the whole object), until it is over, or
    /// for five minutes: who asks again is then looked at again.
    @GetMapping(path = "/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable ImportId id) {
        Import job = find(id);
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("progress").start(() -> tell(emitter, job));
        return emitter;
    }

    private void tell(SseEmitter emitter, Import job) {
        Instant until = clock.instant().plus(LONGEST_STREAM);
        try {
            long seen = -1;
            while (clock.instant().isBefore(until)
                    && !imports.isClosing()
                    && imports.find(job.order().id()).isPresent()) {
                Import.Seen now = job.after(seen, HEARTBEAT);
                if (now.version() == seen) {
                    emitter.send(SseEmitter.event().comment(""));
                } else {
                    emitter.send(SseEmitter.event()
                            .id(String.valueOf(now.version()))
                            .name("progress")
                            .data(ImportJson.of(job.order(), now.stand(), name(job)), MediaType.APPLICATION_JSON));
                }
                seen = now.version();
                if (now.stand().state().isFinal()) break;
            }
            emitter.complete();
        } catch (IOException | IllegalStateException _) {
            // nobody listens any more
            emitter.complete();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private SourceId source(SourceId id) {
        return sources.now().find(id).orElseThrow(Refusal::notFound).id();
    }

    // Before hours of upload, not after them.
    private SourceId active(SourceId id) {
        SourceId source = source(id);
        if (!sources.now().isActive(source, sources.today())) throw Imports.inactive();
        return source;
    }

    private Import find(ImportId id) {
        return imports.find(id).orElseThrow(Refusal::notFound);
    }

    private ImportJson json(Import job) {
        return ImportJson.of(job.order(), job.stand(), name(job));
    }

    private String name(Import job) {
        return sources.name(job.order().source().value()).orElse("");
    }
}
