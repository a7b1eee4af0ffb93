package beholden.server.report;

import beholden.server.identity.SignedIn;
import beholden.server.route.Costs;
import beholden.server.route.FreshTouch;
import beholden.server.search.SearchId;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Reports to be taken away: `beholden ledger verify-proof` believes them without asking anybody.
@RestController
@RequestMapping("/api/v1/searches/{id}")
@PreAuthorize("hasAnyRole('EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR')")
class ReportController {
    private final ReportExport reports;

    ReportController(ReportExport reports) {
        this.reports = reports;
    }

    @Costs(10)
    @GetMapping(path = "/report.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @FreshTouch
    ResponseEntity<byte[]> pdf(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) throws Exception {
        return file(who, id, ReportFormat.PDF, MediaType.APPLICATION_PDF);
    }

    @Costs(10)
    @GetMapping(path = "/report.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @FreshTouch
    ResponseEntity<byte[]> json(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) throws Exception {
        return file(who, id, ReportFormat.JSON, MediaType.APPLICATION_JSON);
    }

    private ResponseEntity<byte[]> file(SignedIn who, SearchId id, ReportFormat format, MediaType type)
            throws Exception {
        byte[] file = reports.export(who, id, format);
        String name =
                "search-" + id.toString().substring(0, 8) + "-report." + (format == ReportFormat.PDF ? "pdf" : "json");
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(file);
    }
}
