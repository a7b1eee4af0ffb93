package beholden.server.agency;

import beholden.server.agency.AccountEvent.AccountInvited;
import beholden.server.agency.AccountEvent.InvitationAccepted;
import beholden.server.agency.AccountEvent.InvitationTried;
import beholden.server.agency.AccountEvent.RecoveryAgreed;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Deed.Happening;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.names.Names;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Invitations: valid for 24 hours, for one use, with a code that is told by another way; five wrong codes end one.
@Component
class Invitations {
    private final AgencyBooks books;
    private final SealedPointers pointers;
    private final InstantSource clock;
    private final URI origin;

    Invitations(
            AgencyBooks books, SealedPointers pointers, InstantSource clock, @Value("${beholden.origin}") URI origin) {
        this.books = books;
        this.pointers = pointers;
        this.clock = clock;
        this.origin = origin;
    }

    /// Makes an account that waits for its owner; inside a deed.
    Ticket invite(AgencyId agency, AccountId account, String name, Set<Role> roles, Happening happening) {
        Draw draw = Draw.fresh(clock.instant());
        happening.record(new AccountInvited(account, name, roles, draw.ticket(), draw.codeHash(), draw.until()));
        return shown(agency, draw);
    }

    /// Lets an account's owner in again, with a new passkey in place of those before; inside a deed.
    Ticket inviteAgain(AgencyId agency, AccountId account, Happening happening) {
        Draw draw = Draw.fresh(clock.instant());
        happening.record(new RecoveryAgreed(account, draw.ticket(), draw.codeHash(), draw.until()));
        return shown(agency, draw);
    }

    /// Another invitation for the first administrator of an agency that nobody ever signed in to.
    ///
    /// @param token of any invitation that was made for that administrator, lapsed or used
    /// @throws Refusal if it is of no such agency, or the operator is none any more
    Ticket renew(SignedIn operator, @Nullable String token) {
        AgencyBook own = books.of(operator.agency());
        AgencyBook book = read(token).flatMap(to -> books.find(to.agency())).orElseThrow(Invitations::nobodyWaits);
        return book.act(null, happening -> {
            own.requireStill(operator);
            List<Account> all = book.fold(Accounts.class).all();
            if (all.size() != 1 || all.getFirst().state() != Account.State.INVITED) throw nobodyWaits();
            return inviteAgain(book.agency(), all.getFirst().id(), happening);
        });
    }

    private static Refusal nobodyWaits() {
        return Refusal.conflict("No agency waits behind this link: it is not whole, or somebody has signed in to that"
                + " agency, which now invites and recovers its own people.");
    }

    private Ticket shown(AgencyId agency, Draw draw) {
        byte[] token = pointers.seal(Purpose.INVITATION, agency, draw.secret());
        URI link = URI.create(origin + "/#/invitation/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        return new Ticket(link, draw.code(), draw.until());
    }

    /// Invitation as whoever holds its link sees it.
    record Seen(String agencyName, String accountName, Set<Role> roles, Instant expires) {}

    /// @throws Refusal not found, if it is used, too old or no invitation at all
    Seen look(@Nullable String token) {
        Pointed to = pointed(token);
        AgencyBook book = book(to);
        Accounts accounts = book.fold(Accounts.class);
        Invitation invitation = open(accounts, Draw.hash(to.to()));
        Account account = accounts.account(invitation.account()).orElseThrow(Refusal::notFound);
        return new Seen(accounts.agencyName(), account.name(), account.roles(), invitation.until());
    }

    /// Who accepted, and the ticket by which a passkey may be registered now.
    record Accepted(Member member, UUID ticket) {}

    /// Uses an invitation up.
    ///
    /// @param name what a new account is called from now on; null leaves it as the invitation says
    /// @throws Refusal not found, if it is used, too old or no invitation at all; forbidden, if the code is wrong;
    ///         conflict, if somebody else's name looks the same
    Accepted accept(@Nullable String token, @Nullable String code, @Nullable String name) {
        Pointed to = pointed(token);
        UUID ticket = Draw.hash(to.to());
        byte[] given = Draw.codeHash(to.to(), code == null ? "" : code.replaceAll("\\s", ""));
        AgencyBook book = book(to);
        String newName = name == null || name.isBlank() ? null : Names.checked("name", name, Account.LONGEST_NAME);
        Optional<Accepted> accepted = book.act(null, happening -> {
            Accounts accounts = book.fold(Accounts.class);
            Invitation invitation = open(accounts, ticket);
            if (!MessageDigest.isEqual(invitation.code(), given)) {
                happening.record(new InvitationTried(ticket));
                return Optional.empty();
            }
            boolean isNew = accounts.account(invitation.account())
                    .filter(account -> account.state() == Account.State.INVITED)
                    .isPresent();
            if (isNew && newName != null) accounts.requireDistinct(newName, invitation.account());
            happening.record(new InvitationAccepted(ticket, isNew ? newName : null));
            return Optional.of(new Accepted(new Member(to.agency(), invitation.account()), ticket));
        });
        return accepted.orElseThrow(() -> wrongCode(book, ticket));
    }

    private static Refusal wrongCode(AgencyBook book, UUID ticket) {
        int left = book.fold(Accounts.class)
                .invitation(ticket)
                .map(invitation -> Invitation.MOST_TRIES - invitation.tries())
                .orElse(0);
        String says = left > 0
                ? "The code is wrong. Wrong codes left before the invitation ends: " + left + "."
                : "The code is wrong, for the last time: ask for another invitation.";
        return Refusal.notAllowed("wrong-code", says).with("triesLeft", left);
    }

    private Invitation open(Accounts accounts, UUID ticket) {
        return accounts.invitation(ticket)
                .filter(invitation -> invitation.isOpen(clock.instant()))
                .orElseThrow(Refusal::notFound);
    }

    private Pointed pointed(@Nullable String token) {
        return read(token).orElseThrow(Refusal::notFound);
    }

    private Optional<Pointed> read(@Nullable String token) {
        try {
            byte[] pointer = Base64.getUrlDecoder().decode(token == null ? "" : token);
            return pointers.open(Purpose.INVITATION, pointer);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private AgencyBook book(Pointed to) {
        return books.find(to.agency()).orElseThrow(Refusal::notFound);
    }
}
