package beholden.server.agency;

import beholden.server.agency.AccountEvent.PasskeyAdded;
import beholden.server.agency.AccountEvent.PasskeyUsed;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Means;
import beholden.server.events.Member;
import beholden.server.identity.Membership;
import beholden.server.identity.Passkey;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Answers what the door asks of accounts.
@Component
class AgencyMembership implements Membership {
    static final int MOST_PASSKEYS = 10;

    private final AgencyBooks books;
    private final InstantSource clock;

    AgencyMembership(AgencyBooks books, InstantSource clock) {
        this.books = books;
        this.clock = clock;
    }

    private Optional<Accounts> accounts(AgencyId agency) {
        return books.find(agency).map(book -> book.fold(Accounts.class));
    }

    private Optional<Held> held(Member member) {
        return accounts(member.agency()).flatMap(accounts -> accounts.held(member.account()));
    }

    @Override
    public Optional<Standing> standing(Member member) {
        return held(member)
                .filter(held -> held.account().state() == Account.State.ACTIVE)
                .map(held -> new Standing(held.account().roles(), held.term()));
    }

    @Override
    public String name(Member member) {
        return held(member).map(held -> held.account().name()).orElse("");
    }

    @Override
    public List<Passkey> passkeys(Member member) {
        return held(member)
                .filter(held -> !held.isSuspended())
                .map(Held::passkeys)
                .orElse(List.of());
    }

    @Override
    public boolean holds(Member member, Means by) {
        return accounts(member.agency())
                .filter(accounts -> accounts.holds(member.account(), by))
                .isPresent();
    }

    @Override
    public void add(SignedIn who, Passkey passkey) {
        UUID ticket = who.entry().means() instanceof Means.ByTicket by ? by.ticket() : null;
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            Held held = held(book, who.account());
            if (ticket == null && held.passkeys().size() >= MOST_PASSKEYS) {
                throw Refusal.conflict(
                        "an account has at most " + MOST_PASSKEYS + " passkeys; remove one that is not used any more");
            }
            happening.record(new PasskeyAdded(passkey.label(), passkey.data(), passkey.transports(), ticket));
            return true;
        });
    }

    @Override
    public void used(Member member, int passkey, long signatures) {
        AgencyBook book = books.of(member.agency());
        book.act(member.account(), happening -> {
            long before = held(book, member.account())
                    .passkey(passkey)
                    .orElseThrow(Refusal::notFound)
                    .signatures();
            // WebAuthn §6.1.1: authenticators that do not count say 0 always
            if (before > 0 && signatures <= before) {
                throw Refusal.conflict("the authenticator has counted fewer signatures than before");
            }
            happening.record(new PasskeyUsed(passkey, signatures));
            return true;
        });
    }

    private static Held held(AgencyBook book, AccountId account) {
        return book.fold(Accounts.class).held(account).orElseThrow(Refusal::notFound);
    }

    @Override
    public Optional<KeyHolder> holder(AgencyId agency, UUID secret) {
        return accounts(agency)
                .flatMap(accounts -> accounts.keyWithHash(Draw.hash(secret)))
                .filter(key -> clock.instant().isBefore(key.until()))
                .flatMap(key -> standing(new Member(agency, key.account()))
                        .map(standing ->
                                new KeyHolder(key.account(), standing.roles(), key.id(), key.search(), key.until())));
    }
}
