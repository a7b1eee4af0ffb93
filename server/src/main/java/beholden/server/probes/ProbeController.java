package beholden.server.probes;

import beholden.faces.FaceEngine;
import beholden.server.casework.CaseId;
import beholden.server.casework.Cases;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.route.Costs;
import beholden.server.route.Payload;
import beholden.server.route.SearchingKeys;
import beholden.server.route.Takes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Takes photos to be searched. Only ever the bytes themselves: never an address to fetch them from.
@RestController
@PreAuthorize("hasRole('EXAMINER')")
class ProbeController {
    private final AgencyBooks books;
    private final ProbeReader reader;
    private final Probes probes;
    private final PhotoTurns turns;
    private final int mostBytes;

    ProbeController(AgencyBooks books, ProbeReader reader, Probes probes, PhotoTurns turns, FaceEngine engine) {
        this.books = books;
        this.reader = reader;
        this.probes = probes;
        this.turns = turns;
        this.mostBytes = (int) engine.settings().limits().maxBytes();
    }

    @Costs(4)
    @SearchingKeys
    @Takes(Payload.FILE)
    @PostMapping(
            path = "/api/v1/cases/{id}/probes",
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "probeUpload")
    ProbeJson upload(@AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, HttpServletRequest request)
            throws Exception {
        return read(who, id, request::getInputStream);
    }

    /// The form, for the API's description.
    record PhotoForm(Resource photo) {}

    @Costs(4)
    @SearchingKeys
    @Takes(Payload.FILE)
    @PostMapping(path = "/api/v1/cases/{id}/probes", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "probeUpload",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = PhotoForm.class))
                            }))
    ProbeJson uploadPart(
            @AuthenticationPrincipal SignedIn who, @PathVariable CaseId id, @RequestPart MultipartFile photo)
            throws Exception {
        return read(who, id, photo::getInputStream);
    }

    @FunctionalInterface
    private interface Body {
        InputStream open() throws IOException;
    }

    private ProbeJson read(SignedIn who, CaseId caseId, Body body) throws Exception {
        if (books.of(who.agency()).fold(Cases.class).find(caseId).isEmpty()) throw Refusal.notFound();
        byte[] bytes;
        try (InputStream in = body.open()) {
            // one more than is taken, for the decoder to say that it is too large
            bytes = in.readNBytes(mostBytes + 1);
        }
        // Only now: whose network is slow keeps nobody waiting.
        Probe probe = turns.take(
                who.agency(), bytes, ProbeReader.NAME, pace -> reader.read(who.member(), caseId, bytes, pace));
        probes.put(probe);
        return ProbeJson.of(probe);
    }

    @GetMapping(path = "/api/v1/probes/{id}/image.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] image(@AuthenticationPrincipal SignedIn who, @PathVariable ProbeId id) {
        return probe(who, id).shown();
    }

    @GetMapping(path = "/api/v1/probes/{id}/faces/{number}.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] face(@AuthenticationPrincipal SignedIn who, @PathVariable ProbeId id, @PathVariable int number) {
        Probe probe = probe(who, id);
        if (number < 1 || number > probe.faces().size()) throw Refusal.notFound();
        return probe.faces().get(number - 1).picture();
    }

    private Probe probe(SignedIn who, ProbeId id) {
        return probes.find(who.member(), id).orElseThrow(Refusal::notFound);
    }
}
