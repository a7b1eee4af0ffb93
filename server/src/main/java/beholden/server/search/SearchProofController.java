package beholden.server.search;

import beholden.ledger.note.TlogProof;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Proofs to be taken away: `beholden ledger verify-proof` believes them without asking anybody.
@RestController
@PreAuthorize("hasAnyRole('EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR')")
class SearchProofController {
    private final AgencyBooks books;
    private final RecordedSearches searches;
    private final SearchProofs proofs;

    SearchProofController(AgencyBooks books, RecordedSearches searches, SearchProofs proofs) {
        this.books = books;
        this.searches = searches;
        this.proofs = proofs;
    }

    /// The proof of one cell of the record; without `part` a ZIP file of them all, since a record may have several.
    @GetMapping("/api/v1/searches/{id}/proof")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    ResponseEntity<byte[]> proof(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @RequestParam(required = false) @Nullable Integer part)
            throws IOException {
        Search search = searches.find(who, id);
        List<TlogProof> all = proofs.of(books.of(who.agency()), search);
        if (part == null) return file("search-record-proof.zip", "application/zip", zip(all));
        if (part < 1 || part > all.size()) throw Refusal.notFound();
        return file(name(part), "text/plain;charset=utf-8", all.get(part - 1).bytes());
    }

    private static String name(int part) {
        return "search-record-" + part + ".tlog-proof";
    }

    private static byte[] zip(List<TlogProof> all) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < all.size(); i++) {
                zip.putNextEntry(new ZipEntry(name(i + 1)));
                zip.write(all.get(i).bytes());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
