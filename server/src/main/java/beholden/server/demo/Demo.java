package beholden.server.demo;

import beholden.server.agency.Accounts;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.PreparedAgency;
import beholden.server.agency.PreparedAgency.Invited;
import beholden.server.agency.PreparedAgency.Person;
import beholden.server.agency.Ticket;
import beholden.server.agency.Training;
import beholden.server.casework.CaseRequest;
import beholden.server.casework.PreparedCase;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.imports.PreparedSource;
import beholden.server.installation.Installation;
import beholden.server.source.SourceKind;
import beholden.server.source.SourceTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Fills a new installation for somebody who tries it out: a source with photos, an agency of two, a case of
/// theirs.
///
/// The records say of themselves that they are a demonstration.
@Component
public class Demo {
    /// Number of the case that is open.
    public static final String CASE = "DEMO-1";

    /// Name of the one who leads the agency and searches.
    public static final String EXAMINER = "Ada Marsh";

    /// Name of the one who gives the second opinion.
    public static final String REVIEWER = "Rosa Lindt";

    /// Page on which the package's author shows the photos.
    private static final String LINK = "https://github.com/vladmandic/face-api/blob/master/demo/";

    private static final int DAYS = 90;

    private final OperatorInvitation operators;
    private final PreparedSource source;
    private final PreparedAgency agency;
    private final PreparedCase casework;
    private final AgencyBooks books;
    private final Installation installation;

    Demo(
            OperatorInvitation operators,
            PreparedSource source,
            PreparedAgency agency,
            PreparedCase casework,
            AgencyBooks books,
            Installation installation) {
        this.operators = operators;
        this.source = source;
        this.agency = agency;
        this.casework = casework;
        this.books = books;
        this.installation = installation;
    }

    /// Who is invited.
    ///
    /// @param faces in the gallery
    public record Opened(long faces, Ticket examiner, Ticket reviewer, Ticket operator) {}

    /// @param photos to be searched in: samples of the npm package @vladmandic/face-api
    /// @throws IllegalStateException if an operator has signed in here already
    /// @throws IOException           if a photo could not be imported
    public Opened open(List<Path> photos) throws IOException, InterruptedException {
        Ticket operator = operators.first();
        LocalDate today = LocalDate.ofInstant(installation.clock().instant(), ZoneOffset.UTC);
        long faces = source.fill(operatorsAccount(), terms(today), photos, LINK);
        List<Invited> people = agency.found(
                "Demo agency",
                "",
                List.of(
                        new Person(EXAMINER, Set.of(Role.ADMINISTRATOR, Role.EXAMINER)),
                        new Person(REVIEWER, Set.of(Role.REVIEWER))),
                new Training("Demo: no course was taken", today, today.plusDays(DAYS)));
        casework.open(people.getFirst().member(), request(today));
        return new Opened(faces, people.getFirst().ticket(), people.getLast().ticket(), operator);
    }

    private AccountId operatorsAccount() {
        return books.of(installation.operator())
                .fold(Accounts.class)
                .all()
                .getFirst()
                .id();
    }

    private static SourceTerms terms(LocalDate today) {
        return new SourceTerms(
                "Demo: face-api sample photos",
                "Vladimir Mandic, author of the npm package @vladmandic/face-api",
                SourceKind.LICENSED,
                "Licence of the package that the photos come with, to try this program out. Nobody knows here whether the"
                        + " people in them were asked: no ground for a real search.",
                "MIT, as in the package's file LICENSE",
                "https://github.com/vladmandic/face-api/issues",
                today,
                today.plusDays(DAYS),
                null,
                Set.of("DE", "FR", "GB", "US"));
    }

    /// Opens a case for which the default policy lets people search.
    private static CaseRequest request(LocalDate today) {
        return new CaseRequest(
                CASE,
                "missing-person",
                "Duty to find a missing person",
                "DE",
                "Demonstration: nobody is missing. A woman stands at the right of a group photo; other group photos may"
                        + " show who she is.",
                today.plusDays(DAYS),
                Set.of());
    }
}
