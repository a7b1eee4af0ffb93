package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.http.Required;
import beholden.server.identity.SignedIn;
import beholden.server.oidc.Provider;
import beholden.server.oidc.Providers;
import beholden.server.route.FreshTouch;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The agency's identity provider, for its administrators.
@RestController
@RequestMapping("/api/v1/identity-provider")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class ProviderController {
    private final ProviderSettings settings;
    private final Providers providers;
    private final AgencyBooks books;

    ProviderController(ProviderSettings settings, Providers providers, AgencyBooks books) {
        this.settings = settings;
        this.providers = providers;
        this.books = books;
    }

    /// @param redirectUri what the provider is told to send browsers back to
    /// @param configured  without the client's secret, which is never shown; null if there is no provider
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(URI redirectUri, @Nullable Configured configured, List<Linked> links, List<Refused> refusals) {}

    record Configured(String issuer, String clientId, String claim, URI signInLink) {}

    record Linked(Owner account, Instant since) {}

    record Owner(AccountId id, String name) {}

    /// @param why     see [Federation.Why]
    /// @param account whose sign-in it would have been
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(Instant at, Federation.Why why, @Nullable Owner account) {}

    @GetMapping
    Shown shown(@AuthenticationPrincipal SignedIn who) {
        Federation federation = settings.of(who);
        Provider provider = federation.provider();
        Configured configured = provider == null
                ? null
                : settings.link(who)
                        .map(link -> new Configured(provider.issuer(), provider.clientId(), provider.claim(), link))
                        .orElse(null);
        List<Linked> links = federation.links().entrySet().stream()
                .map(link ->
                        new Linked(owner(who, link.getKey()), link.getValue().since()))
                .sorted(Comparator.comparing(Linked::since))
                .toList();
        List<Refused> refusals = federation.refusals().reversed().stream()
                .map(refusal -> new Refused(
                        refusal.at(), refusal.why(), refusal.account() == null ? null : owner(who, refusal.account())))
                .toList();
        return new Shown(providers.comesBackTo(), configured, links, refusals);
    }

    private Owner owner(SignedIn who, AccountId id) {
        String name = books.of(who.agency()).fold(Accounts.class).name(id);
        return new Owner(id, name);
    }

    /// @param clientSecret null leaves that of the same client as it is
    /// @param claim        null for `sub`
    record Configure(
            @Required @Nullable String issuer,
            @Required @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String claim) {
        @Override
        public String toString() {
            return "configure";
        }
    }

    @PutMapping
    @FreshTouch
    Shown configure(@AuthenticationPrincipal SignedIn who, @RequestBody Configure wanted) {
        settings.configure(who, wanted.issuer(), wanted.clientId(), wanted.clientSecret(), wanted.claim());
        return shown(who);
    }

    @DeleteMapping
    @FreshTouch
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal SignedIn who) {
        settings.remove(who);
    }

    /// Sessions that came by the link end with it.
    @DeleteMapping("/links/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@AuthenticationPrincipal SignedIn who, @PathVariable AccountId account) {
        settings.unlink(who, account);
    }
}
