package beholden.server.agency;

import beholden.server.agency.AccountEvent.AgencyFounded;
import beholden.server.agency.AccountEvent.TrainingRecorded;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Founds an agency whose people are invited and trained from the start: whoever can start the server may.
@Component
public class PreparedAgency {
    private final Founding founding;
    private final Invitations invitations;

    PreparedAgency(Founding founding, Invitations invitations) {
        this.founding = founding;
        this.invitations = invitations;
    }

    public record Person(String name, Set<Role> roles) {}

    /// @param member the account, which waits for its owner
    public record Invited(Member member, Ticket ticket) {}

    /// @param training recorded of everybody
    /// @return in the order of `people`
    public List<Invited> found(String name, String contact, List<Person> people, Training training) {
        AgencyBook book = founding.enter(name, contact);
        List<Ticket> tickets = book.act(null, happening -> {
            happening.record(new AgencyFounded(name));
            return people.stream()
                    .map(person -> invitations.invite(
                            book.agency(), AccountId.random(), person.name(), person.roles(), happening))
                    .toList();
        });
        List<Account> accounts = book.fold(Accounts.class).all();
        book.act(null, happening -> {
            for (Account account : accounts) {
                happening.record(
                        new TrainingRecorded(account.id(), training.course(), training.on(), training.until()));
            }
            return true;
        });
        return IntStream.range(0, people.size())
                .mapToObj(i ->
                        new Invited(new Member(book.agency(), accounts.get(i).id()), tickets.get(i)))
                .toList();
    }
}
