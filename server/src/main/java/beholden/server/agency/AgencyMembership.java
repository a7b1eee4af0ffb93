package beholden.server.agency;

import beholden.server.agency.AccountEvent.PasskeyAdded;
import beholden.server.agency.AccountEvent.PasskeyUsed;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Member;
import beholden.server.identity.Membership;
import beholden.server.identity.Passkey;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    public boolean isLinked(Member member, UUID link) {
        return accounts(member.agency())
                .flatMap(accounts -> accounts.federation().link(member.account()))
                .filter(known -> known.id().equals(link))
                .isPresent();
    }

    @Override
    public boolean admits(Member member, UUID ticket) {
        return held(member).filter(held -> admits(held, ticket)).isPresent();
    }

    private static boolean admits(Held held, UUID ticket) {
        return !held.isSuspended() && ticket.equals(held.admission());
    }

    @Override
    public void add(Member member, Passkey passkey, @Nullable UUID ticket) {
        AgencyBook book = books.of(member.agency());
        book.act(member.account(), happening -> {
            Held held = held(book, member.account());
            if (ticket == null ? held.account().state() != Account.State.ACTIVE : !admits(held, ticket)) {
                throw Refusal.conflict("no passkey can be registered for this account now");
            }
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
                        .map(standing -> new KeyHolder(key.account(), standing.roles(), key.search())));
    }
}
