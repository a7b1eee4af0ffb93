package beholden.server.agency;

import beholden.server.agency.AccountEvent.ProviderLinked;
import beholden.server.agency.AccountEvent.ProviderRefused;
import beholden.server.agency.AccountEvent.ProviderUsed;
import beholden.server.agency.Federation.Why;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Member;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.oidc.Begun;
import beholden.server.oidc.Provider;
import beholden.server.oidc.ProviderException;
import beholden.server.oidc.Providers;
import beholden.server.oidc.Returned;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How people of an agency come in over its identity provider.
///
/// Who a person there is, the account's owner says, with a passkey: an administrator who could say it of others
/// would have a way into their accounts.
@Component
class ProviderSignIn {
    /// Time that somebody may take at the provider.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AgencyBooks books;
    private final Providers providers;
    private final SealedPointers pointers;
    private final ProviderPace pace;
    private final InstantSource clock;

    ProviderSignIn(
            AgencyBooks books, Providers providers, SealedPointers pointers, ProviderPace pace, InstantSource clock) {
        this.books = books;
        this.providers = providers;
        this.pointers = pointers;
        this.pace = pace;
        this.clock = clock;
    }

    /// Errand that a browser which has gone to the provider will come back to; kept in its session.
    ///
    /// @param links the account that is to be linked; null for a sign-in
    record Errand(
            AgencyId agency,
            Begun begun,
            Instant at,
            @Nullable AccountId links) {
        @Override
        public String toString() {
            return "errand";
        }
    }

    /// Begins a sign-in for a stranger with the agency's sign-in link.
    ///
    /// @throws Refusal not found, if it is none, or none any more
    Errand begin(@Nullable String pointer, HttpServletRequest request) {
        Pointed to = pointed(pointer);
        AgencyBook book = books.find(to.agency()).orElseThrow(Refusal::notFound);
        Federation federation = federation(book);
        if (!to.to().equals(federation.pointed())) throw Refusal.notFound();
        return begin(to.agency(), federation, null, request);
    }

    /// Begins the errand of somebody who links the account.
    Errand beginLink(SignedIn who, HttpServletRequest request) {
        Federation federation = federation(books.of(who.agency()));
        if (federation.link(who.account()).isPresent()) {
            throw Refusal.conflict("the account is linked already; end that link first");
        }
        return begin(who.agency(), federation, who.account(), request);
    }

    private Errand begin(
            AgencyId agency, Federation federation, @Nullable AccountId links, HttpServletRequest request) {
        Provider provider = federation.provider();
        if (provider == null) throw Refusal.notFound();
        pace.take(agency);
        try {
            return new Errand(agency, providers.begin(provider, request), clock.instant(), links);
        } catch (ProviderException e) {
            throw beyond(e);
        }
    }

    private Pointed pointed(@Nullable String pointer) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(pointer == null ? "" : pointer);
            return pointers.open(Purpose.PROVIDER, bytes).orElseThrow(Refusal::notFound);
        } catch (IllegalArgumentException _) {
            throw Refusal.notFound();
        }
    }

    /// Who came in, and by which link.
    record Arrived(Member member, UUID link) {}

    /// @throws Refusal not found, if nobody's account is linked with the person, or it may not act
    Arrived signIn(Errand errand, Returned returned) {
        AgencyBook book = book(errand);
        String subject = subject(book, errand, returned);
        Optional<AccountId> whose = federation(book).account(subject);
        if (whose.isEmpty()) {
            refuse(book, Why.UNKNOWN, null);
            throw Refusal.notFound();
        }
        AccountId account = whose.get();
        if (!isActive(book, account)) {
            refuse(book, Why.SUSPENDED, account);
            throw Refusal.notFound();
        }
        return book.act(account, happening -> {
            Federation.Link link = federation(book)
                    .link(account)
                    .filter(_ -> isActive(book, account))
                    .orElseThrow(Refusal::notFound);
            happening.record(new ProviderUsed(link.id()));
            return new Arrived(new Member(errand.agency(), account), link.id());
        });
    }

    /// Links the account of whoever began, who is still signed in.
    void link(Errand errand, SignedIn who, Returned returned) {
        if (!who.agency().equals(errand.agency()) || !who.account().equals(errand.links())) throw notBegun();
        AgencyBook book = book(errand);
        String subject = subject(book, errand, returned);
        boolean linked = book.actAs(who, happening -> {
            Federation federation = federation(book);
            if (federation.link(who.account()).isPresent()) {
                throw Refusal.conflict("the account is linked already; end that link first");
            }
            if (federation.account(subject).isPresent()) return false;
            happening.record(new ProviderLinked(UUID.randomUUID(), subject));
            return true;
        });
        if (!linked) {
            refuse(book, Why.TAKEN, who.account());
            throw Refusal.conflict("another account is linked with this person at the identity provider");
        }
    }

    /// The agency's book, if the errand still counts.
    private AgencyBook book(Errand errand) {
        if (!clock.instant().isBefore(errand.at().plus(PATIENCE))) throw notBegun();
        AgencyBook book = books.find(errand.agency()).orElseThrow(Refusal::notFound);
        if (!errand.begun().provider().equals(federation(book).provider())) throw notBegun();
        return book;
    }

    private String subject(AgencyBook book, Errand errand, Returned returned) {
        try {
            return providers.finish(errand.begun(), returned);
        } catch (ProviderException e) {
            refuse(book, Why.valueOf(e.reason().name()), errand.links());
            throw beyond(e);
        }
    }

    private void refuse(AgencyBook book, Why why, @Nullable AccountId account) {
        book.act(null, happening -> {
            if (federation(book).records(clock.instant())) happening.record(new ProviderRefused(why, account));
            return true;
        });
    }

    private static Refusal beyond(ProviderException e) {
        return e.reason() == ProviderException.Reason.FAILED
                ? Refusal.unanswered("provider-failed", String.valueOf(e.getMessage()))
                : Refusal.notAllowed("provider-refused", String.valueOf(e.getMessage()));
    }

    /// There is no sign-in under way in this browser.
    static Refusal notBegun() {
        return Refusal.conflict("No sign-in is under way in this browser, or it took more than ten minutes: begin again"
                + " from the sign-in link.");
    }

    private static boolean isActive(AgencyBook book, AccountId account) {
        return book.fold(Accounts.class)
                .account(account)
                .filter(known -> known.state() == Account.State.ACTIVE)
                .isPresent();
    }

    private static Federation federation(AgencyBook book) {
        return book.fold(Accounts.class).federation();
    }
}
