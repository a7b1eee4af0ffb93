package beholden.server.agency;

import beholden.server.agency.AccountEvent.AgencyFounded;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Deed.Happening;
import beholden.server.identity.Role;
import beholden.server.installation.Installation;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Lets the first operator in: whoever can start the server may.
@Component
public class OperatorInvitation {
    private static final String LOG_NAME = "Operator";
    private static final String FIRST_NAME = "Operator";

    private final AgencyBooks books;
    private final Invitations invitations;
    private final Installation installation;

    OperatorInvitation(AgencyBooks books, Invitations invitations, Installation installation) {
        this.books = books;
        this.invitations = invitations;
        this.installation = installation;
    }

    /// Whether an operator can sign in.
    public boolean hasOperator() {
        return accounts(book()).all().stream().anyMatch(account -> account.state() == Account.State.ACTIVE);
    }

    /// An invitation for the first operator; one that was made before and not used is not valid any more.
    ///
    /// @throws IllegalStateException if an operator can sign in already
    public Ticket first() {
        AgencyBook book = book();
        return book.act(null, happening -> {
            if (hasOperator()) {
                throw new IllegalStateException("an operator can sign in already, and invites others; if no operator's"
                        + " passkey is left, ask for a recovery");
            }
            if (accounts(book).agencyName().isEmpty()) happening.record(new AgencyFounded(LOG_NAME));
            return invite(book, happening);
        });
    }

    /// An invitation for one operator more, for when no operator's passkey is left.
    ///
    /// @throws IllegalStateException if there never was an operator
    public Ticket recovery() {
        AgencyBook book = book();
        return book.act(null, happening -> {
            if (!hasOperator()) {
                throw new IllegalStateException("there is no operator to recover; invite the first one");
            }
            return invite(book, happening);
        });
    }

    private Ticket invite(AgencyBook book, Happening happening) {
        Optional<Account> waiting = accounts(book).all().stream()
                .filter(account -> account.state() == Account.State.INVITED)
                .findFirst();
        return waiting.map(account -> invitations.inviteAgain(book.agency(), account.id(), happening))
                .orElseGet(() -> invitations.invite(
                        book.agency(), AccountId.random(), FIRST_NAME, Set.of(Role.OPERATOR), happening));
    }

    private AgencyBook book() {
        return books.of(installation.operator());
    }

    private static Accounts accounts(AgencyBook book) {
        return book.fold(Accounts.class);
    }
}
