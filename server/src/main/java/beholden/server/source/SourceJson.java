package beholden.server.source;

import beholden.server.events.AccountId;
import beholden.server.search.PersonJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A source, as the API shows it.
///
/// @param faces          of it in the gallery
/// @param photos         of it in the gallery; null in lists
/// @param removalReceipt null until all of it is removed; in lists without the ledger's part
record SourceJson(
        SourceId id,
        String name,
        String owner,
        SourceKind kind,
        String legalBasis,
        String licence,
        String contact,
        LocalDate validFrom,
        LocalDate validUntil,
        @Nullable Integer retentionDays,
        Set<String> jurisdictions,
        Source.State state,
        Instant registered,
        @Nullable EndJson ended,
        long faces,
        @Nullable Long photos,
        @Nullable ReceiptJson removalReceipt) {

    /// @param by        null if it expired
    /// @param removedOn the day on which it is removed though nobody confirms that
    record EndJson(Instant at, @Nullable PersonJson by, Source.Reason reason, String note, LocalDate removedOn) {

        static EndJson of(Source.End end, Function<AccountId, PersonJson> people) {
            AccountId by = end.by();
            return new EndJson(
                    end.at(), by == null ? null : people.apply(by), end.reason(), end.note(), end.removedOn());
        }
    }

    /// @param photos        of the source, before
    /// @param facesBefore   of the source
    /// @param facesAfter    of the source
    /// @param galleryBefore faces of all sources
    /// @param galleryAfter  faces of all sources
    /// @param imports       whose files and reports were removed
    /// @param ledger        where the receipt is recorded; null in lists
    record ReceiptJson(
            Instant at,
            long photos,
            long facesBefore,
            long facesAfter,
            long galleryBefore,
            long galleryAfter,
            int imports,
            @Nullable LedgerJson ledger) {

        static ReceiptJson of(Source.Receipt it, @Nullable LedgerJson ledger) {
            return new ReceiptJson(
                    it.at(), it.photos(), it.faces(), it.left(), it.gallery(), it.galleryAfter(), it.imports(), ledger);
        }
    }

    /// @param entry      number of the ledger's entry
    /// @param checkpoint signed note of a tree that holds it
    record LedgerJson(long entry, String checkpoint) {}

    static SourceJson of(
            Source source,
            LocalDate today,
            Function<AccountId, PersonJson> people,
            long faces,
            @Nullable Long photos,
            @Nullable LedgerJson ledger) {
        SourceTerms terms = source.terms();
        Source.End end = source.end();
        Source.Receipt receipt = source.receipt();
        return new SourceJson(
                source.id(),
                terms.name(),
                terms.owner(),
                terms.kind(),
                terms.legalBasis(),
                terms.licence(),
                terms.contact(),
                terms.validFrom(),
                terms.validUntil(),
                terms.retentionDays(),
                new TreeSet<>(terms.jurisdictions()),
                source.stateOn(today),
                source.registered(),
                end == null ? null : EndJson.of(end, people),
                faces,
                photos,
                receipt == null ? null : ReceiptJson.of(receipt, ledger));
    }
}
