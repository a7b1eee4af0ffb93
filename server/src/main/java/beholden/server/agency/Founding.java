package beholden.server.agency;

import beholden.server.agency.AccountEvent.AgencyFounded;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.KeyringFullException;
import beholden.vault.registrar.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes agencies. Only the registrar can say afterwards which there are.
@Component
class Founding {
    private final Installation installation;
    private final Vault vault;
    private final AgencyBooks books;
    private final Invitations invitations;
    private final InstantSource clock;

    Founding(Installation installation, Vault vault, AgencyBooks books, Invitations invitations, InstantSource clock) {
        this.installation = installation;
        this.vault = vault;
        this.books = books;
        this.invitations = invitations;
        this.clock = clock;
    }

    /// @return the invitation of the first administrator
    /// @throws Refusal if a text does not fit the directory, the keyring is full, or the operator is none any more
    Ticket found(SignedIn operator, String name, String contact, String administrator) {
        books.of(installation.operator()).requireStill(operator);
        AgencyBook book = enter(name, contact);
        return book.act(null, happening -> {
            happening.record(new AgencyFounded(name));
            return invitations.invite(
                    book.agency(), AccountId.random(), administrator, Set.of(Role.ADMINISTRATOR), happening);
        });
    }

    /// Makes the keys of a new agency, and its entry in the directory.
    ///
    /// @return its book, in which nothing is recorded yet
    /// @throws Refusal if a text does not fit the directory, or the keyring is full
    AgencyBook enter(String name, String contact) {
        AgencyId agency = AgencyId.random();
        try {
            vault.keyring().requireFreeSlot();
            // The entry first: killed in between, it names an agency that has no keys, which does no harm. Keys that
            // no entry names would keep their slot for ever.
            new Directory(vault.log(AgencyId.DIRECTORY), clock).add(installation.registrar(), agency, name, contact);
            vault.keyring().addAgency(agency);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        } catch (KeyringFullException _) {
            throw Refusal.conflict("the vault's keyring is full: it was made for fewer agencies");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return books.of(agency);
    }
}
