package beholden.server.casework;

import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.policy.Sensitivity;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A case as JSON.
///
/// @param openedBy left out for a reader who still has to judge a search of it without knowing whose it is, as is who
///                 closed it and who had its files destroyed
/// @param shredded when its photos and its document were destroyed, if they were
/// @param document the latest version of it
/// @param documents all versions, the latest first
/// @param searches how many it had
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownCase(
        CaseId id,
        String number,
        String offence,
        String legalBasis,
        String jurisdiction,
        String justification,
        LocalDate validUntil,
        Set<Sensitivity> sensitive,
        Case.State state,
        Instant opened,
        @Nullable Person openedBy,
        @Nullable Closing closed,
        @Nullable Closing shredded,
        @Nullable Paper document,
        List<Paper> documents,
        int searches) {

    record Person(AccountId id, String name) {
        static @Nullable Person of(AccountId id, @Nullable Accounts accounts) {
            return accounts == null ? null : new Person(id, accounts.name(id));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Closing(Instant at, @Nullable Person by, String reason) {}

    /// @param number of the version, 1 for the first
    /// @param type   such as `application/pdf`
    /// @param sealed whether it is durable; it still was when the case's files were destroyed
    /// @param lost   whether it was received and then lost, because the server was stopped before it was sealed
    record Paper(
            int number,
            String name,
            String type,
            int bytes,
            String sha256,
            Instant received,
            boolean sealed,
            boolean lost) {
        static Paper of(Document document, boolean lost) {
            return new Paper(
                    document.number(),
                    document.name(),
                    document.type().mediaType(),
                    document.bytes(),
                    document.sha256(),
                    document.received(),
                    document.sealed(),
                    lost);
        }
    }

    /// @param accounts null for a reader to whom nobody is named
    static ShownCase of(Case of, @Nullable Accounts accounts, int searches, Predicate<Document> lost) {
        Case.Closing closing = of.closing();
        Case.Shredding shredding = of.shredding();
        List<Paper> papers = of.documents().reversed().stream()
                .map(document -> Paper.of(document, lost.test(document)))
                .toList();
        return new ShownCase(
                of.id(),
                of.number(),
                of.offence(),
                of.legalBasis(),
                of.jurisdiction(),
                of.justification(),
                of.validUntil(),
                of.sensitive(),
                of.state(),
                of.opened(),
                Person.of(of.openedBy(), accounts),
                closing == null ? null : new Closing(closing.at(), Person.of(closing.by(), accounts), closing.reason()),
                shredding == null
                        ? null
                        : new Closing(shredding.at(), Person.of(shredding.by(), accounts), shredding.reason()),
                papers.isEmpty() ? null : papers.getFirst(),
                papers,
                searches);
    }
}
