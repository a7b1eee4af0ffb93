package beholden.server.oversight;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import beholden.server.route.FreshTouch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The agency's own oversight. Without `from` and `to`, the last 30 days; `zone` says what a day is.
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'AUDITOR')")
class OversightController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Oversight oversight;
    private final InstantSource clock;

    OversightController(Oversight oversight, InstantSource clock) {
        this.oversight = oversight;
        this.clock = clock;
    }

    @GetMapping("/oversight")
    ShownUse use(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone) {
        Instant now = clock.instant();
        Period period = Period.of(from, to, zone, now);
        AgencyBook book = oversight.book(who);
        List<UsedSearch> searches = oversight.searches(who, book, period);
        return ShownUse.of(
                book,
                period,
                Use.of(searches, period),
                Outlier.among(searches, period, now),
                oversight.trainingExpiring(book, period.local(now).toLocalDate()));
    }

    /// Every search of the period in a line, without a name where the reader still has to review it blind.
    @GetMapping("/oversight.csv")
    @FreshTouch
    ResponseEntity<byte[]> table(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String zone) {
        Period period = Period.of(from, to, zone, clock.instant());
        AgencyBook book = oversight.book(who);
        String table = SearchTable.of(book, oversight.searches(who, book, period));
        ContentDisposition saved = ContentDisposition.attachment()
                .filename("searches-" + period.from() + "-" + period.to() + ".csv")
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(table.getBytes(StandardCharsets.UTF_8));
    }
}
