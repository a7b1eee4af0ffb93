package beholden.server.agency;

import beholden.ground.TypedText;
import beholden.server.agency.AccountEvent.ProviderConfigured;
import beholden.server.agency.AccountEvent.ProviderRemoved;
import beholden.server.agency.AccountEvent.ProviderUnlinked;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.oidc.Provider;
import beholden.server.oidc.ProviderException;
import beholden.server.oidc.Providers;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Which identity provider an agency has, if any: known to its own log alone.
@Component
class ProviderSettings {
    private static final int LONGEST = 255;
    private static final int LONGEST_SECRET = 500;
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_:./-]{1,100}");

    private final AgencyBooks books;
    private final Providers providers;
    private final SealedPointers pointers;
    private final URI origin;

    ProviderSettings(
            AgencyBooks books, Providers providers, SealedPointers pointers, @Value("${beholden.origin}") URI origin) {
        this.books = books;
        this.providers = providers;
        this.pointers = pointers;
        this.origin = origin;
    }

    Federation of(SignedIn who) {
        return federation(books.of(who.agency()));
    }

    /// Link by which the agency's people begin; empty if there is no provider.
    Optional<URI> link(SignedIn who) {
        return Optional.ofNullable(of(who).pointed()).map(pointed -> link(who.agency(), pointed));
    }

    private URI link(AgencyId agency, UUID pointed) {
        byte[] pointer = pointers.seal(Purpose.PROVIDER, agency, pointed);
        return URI.create(
                origin + "/#/oidc/" + Base64.getUrlEncoder().withoutPadding().encodeToString(pointer));
    }

    /// @param secret null leaves the one of the same client as it is
    /// @param claim  null for `sub`
    /// @throws Refusal if the provider does not answer as that issuer
    void configure(
            SignedIn who,
            @Nullable String issuer,
            @Nullable String client,
            @Nullable String secret,
            @Nullable String claim) {
        AgencyBook book = books.of(who.agency());
        Provider provider = provider(federation(book).provider(), issuer, client, secret, claim);
        try {
            providers.look(provider);
        } catch (ProviderException e) {
            throw Refusal.invalid("issuer: " + e.getMessage());
        }
        book.actAs(who, happening -> {
            UUID pointed = Optional.ofNullable(federation(book).pointed()).orElseGet(Draw::randomSecret);
            happening.record(new ProviderConfigured(
                    pointed, provider.issuer(), provider.clientId(), provider.clientSecret(), provider.claim()));
            return true;
        });
    }

    private Provider provider(
            @Nullable Provider before,
            @Nullable String issuer,
            @Nullable String client,
            @Nullable String secret,
            @Nullable String claim) {
        String issuerLine = TypedText.line("issuer", issuer, LONGEST);
        if (!providers.isIssuer(issuerLine)) {
            throw Refusal.invalid("issuer: give the provider's address as it spells it itself, such as"
                    + " https://login.example.org; it begins with https and has no ? or #");
        }
        String clientLine = TypedText.line("clientId", client, LONGEST);
        boolean same = before != null
                && before.issuer().equals(issuerLine)
                && before.clientId().equals(clientLine);
        String secretLine = secret == null && same
                ? Objects.requireNonNull(before).clientSecret()
                : TypedText.line("clientSecret", secret, LONGEST_SECRET);
        String claimLine = claim == null || claim.isBlank() ? "sub" : claim.strip();
        if (!CLAIM.matcher(claimLine).matches()) {
            throw Refusal.invalid("claim: give the name of a claim of the ID token, such as sub");
        }
        return new Provider(issuerLine, clientLine, secretLine, claimLine);
    }

    /// Ends the sign-in link and all links of accounts, with the sessions that came by them.
    void remove(SignedIn who) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            if (federation(book).provider() == null) throw Refusal.notFound();
            happening.record(new ProviderRemoved());
            return true;
        });
    }

    /// @throws Refusal not found, if the account is not linked
    void unlink(SignedIn who, AccountId account) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            if (federation(book).link(account).isEmpty()) throw Refusal.notFound();
            happening.record(new ProviderUnlinked(account));
            return true;
        });
    }

    private static Federation federation(AgencyBook book) {
        return book.fold(Accounts.class).federation();
    }
}
