package beholden.server.casework;

import beholden.ground.TypedText;
import beholden.server.casework.CaseworkEvent.*;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.policy.CaseFacts;
import beholden.server.policy.PolicyChoices;
import beholden.server.policy.PolicyInForce;
import beholden.server.refusal.Refusal;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Opens and closes cases.
@Service
class Casework {
    private static final int NUMBER = 60;
    private static final int REASON = 500;
    private static final int MOST_YEARS = 10;

    private final AgencyBooks books;
    private final PolicyInForce policy;
    private final CaseFiles files;
    private final InstantSource clock;

    Casework(AgencyBooks books, PolicyInForce policy, CaseFiles files, InstantSource clock) {
        this.books = books;
        this.policy = policy;
        this.files = files;
        this.clock = clock;
    }

    /// @throws Refusal not found, if the agency has no such case
    Case find(SignedIn who, CaseId id) {
        return cases(who).find(id).orElseThrow(Refusal::notFound);
    }

    Cases cases(SignedIn who) {
        return books.of(who.agency()).fold(Cases.class);
    }

    /// Opens a case. Whether it may be searched is another question, which the policy answers at each search.
    ///
    /// @throws Refusal if something is missing, or is none of the policy's choices
    Case open(SignedIn who, CaseRequest request) {
        CaseOpened event = new CaseOpened(
                CaseId.random(),
                TypedText.line("number", request.number(), NUMBER),
                offence(request.offence()),
                legalBasis(request.legalBasis()),
                jurisdiction(request.jurisdiction()),
                TypedText.prose("justification", request.justification(), CaseFacts.LONGEST_JUSTIFICATION),
                validUntil(request.validUntil()),
                request.sensitive() == null ? Set.of() : request.sensitive());
        books.of(who.agency()).actAs(who, happening -> {
            if (cases(who).all().stream()
                    .anyMatch(of -> of.state() == Case.State.OPEN && of.number().equals(event.number()))) {
                throw Refusal.conflict(
                        "number: there is an open case " + event.number() + "; work in that one, or close it first");
            }
            happening.record(event);
            return event.caseId();
        });
        return find(who, event.caseId());
    }

    private String offence(@Nullable String code) {
        return chosen(
                "offence",
                code,
                policy.choices().offences().stream()
                        .map(PolicyChoices.Offence::code)
                        .toList());
    }

    private String legalBasis(@Nullable String basis) {
        return chosen("legalBasis", basis, policy.choices().legalBases());
    }

    private String jurisdiction(@Nullable String code) {
        return chosen(
                "jurisdiction",
                code,
                policy.choices().jurisdictions().stream()
                        .map(PolicyChoices.Jurisdiction::code)
                        .toList());
    }

    private static String chosen(String field, @Nullable String value, List<String> choices) {
        if (value == null) throw Refusal.invalid(field + ": is missing");
        if (!choices.contains(value)) {
            throw Refusal.invalid(field + ": is none of the policy's; choose one of /api/v1/case-choices");
        }
        return value;
    }

    private LocalDate validUntil(@Nullable LocalDate day) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (day == null) throw Refusal.invalid("validUntil: is missing");
        if (day.isBefore(today)) throw Refusal.invalid("validUntil: " + day + " is over; today is " + today + " (UTC)");
        if (day.isAfter(today.plusYears(MOST_YEARS))) {
            throw Refusal.invalid("validUntil: " + day + " is more than " + MOST_YEARS + " years ahead");
        }
        return day;
    }

    /// @throws Refusal if it is closed already
    Case close(SignedIn who, CaseId id, @Nullable String reason) {
        String why = TypedText.prose("reason", reason, REASON);
        books.of(who.agency()).actAs(who, happening -> {
            requireOpen(find(who, id));
            happening.record(new CaseClosed(id, why));
            return id;
        });
        return find(who, id);
    }

    /// Destroys the probes' photos and the document of a closed case, for good.
    ///
    /// Recorded first, and nothing is shown from then on. Where the key could not be destroyed after that, since
    /// the record took too long or the disk was full, it may be asked again; or it goes when the book is read.
    ///
    /// @throws Refusal if it is open, or that was done already
    Case shred(SignedIn who, CaseId id, @Nullable String reason) throws IOException {
        String why = TypedText.prose("reason", reason, REASON);
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            Case of = find(who, id);
            if (of.state() == Case.State.OPEN) {
                throw Refusal.conflict("The case is open, and searches of it need its photos; close it first.");
            }
            if (of.shredding() == null) {
                happening.record(new CaseFilesShredded(id, why));
            } else if (!files.areKept(who.agency(), id)) {
                throw Refusal.conflict("The files of this case are destroyed already.");
            }
            return id;
        });
        Case of = find(who, id);
        book.awaitRecorded(Objects.requireNonNull(of.shredding()).event());
        files.shred(who.agency(), id);
        return of;
    }

    static void requireOpen(Case of) {
        if (of.state() != Case.State.OPEN) throw Refusal.conflict("The case is closed; it cannot be changed any more.");
    }
}
