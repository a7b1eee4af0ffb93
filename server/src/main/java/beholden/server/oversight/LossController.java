package beholden.server.oversight;

import beholden.server.events.AcknowledgedLosses;
import beholden.server.events.AgencyBooks;
import beholden.server.events.LossEvent.LossAcknowledged;
import beholden.server.events.LossEvent.RecordsLost;
import beholden.server.events.LossEvent.StoreLossAcknowledged;
import beholden.server.events.Recorded;
import beholden.server.identity.SignedIn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is gone of the caller's own records: what was decided in them does not hold any more.
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'AUDITOR', 'OPERATOR')")
class LossController {
    private final AgencyBooks books;

    LossController(AgencyBooks books) {
        this.books = books;
    }

    /// Place where something is missing.
    enum LostFrom {
        OWN_RECORDS,
        /// Records of another log, which says itself which; told to the operator.
        OTHER_RECORDS,
        /// The store as a whole, records or not; told to the operator.
        STORE
    }

    /// @param acknowledged when the loss was acknowledged
    /// @param records      how many records were lost, as far as it can be told
    /// @param after        when the last record before them was made
    /// @param before       when the first record after them was made
    /// @param by           who acknowledged the loss
    record Loss(
            LostFrom from,
            Instant acknowledged,
            @Nullable Integer records,
            @Nullable Instant after,
            @Nullable Instant before,
            String by,
            String reason) {
        static Loss of(Recorded recorded) {
            Instant at = recorded.at();
            return switch (recorded.event()) {
                case RecordsLost it ->
                    new Loss(LostFrom.OWN_RECORDS, at, it.records(), it.after(), it.before(), it.who(), it.why());
                case LossAcknowledged it ->
                    new Loss(LostFrom.OTHER_RECORDS, at, it.records(), null, null, it.who(), it.why());
                case StoreLossAcknowledged it -> new Loss(LostFrom.STORE, at, null, null, null, it.who(), it.why());
                default -> throw new IllegalStateException("no loss");
            };
        }
    }

    @GetMapping("/losses")
    List<Loss> losses(@AuthenticationPrincipal SignedIn who) {
        return books.of(who.agency()).fold(AcknowledgedLosses.class).all().stream()
                .map(Loss::of)
                .toList();
    }
}
