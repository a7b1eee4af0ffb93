package beholden.server.agency;

import beholden.server.events.AccountId;
import beholden.server.oidc.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The agency's identity provider, and who of its people is who there.
///
/// @param provider null if there is none
/// @param pointed  what the sign-in link leads to; null if there is no provider
/// @param refusals the latest, oldest first
record Federation(
        @Nullable Provider provider, @Nullable UUID pointed, Map<AccountId, Link> links, List<Refusal> refusals) {
    static final Federation NONE = new Federation(null, null, Map.of(), List.of());

    private static final int KEPT_REFUSALS = 50;
    private static final int REFUSALS_AN_HOUR = 20;

    /// @param subject what the provider calls the person
    record Link(UUID id, String subject, Instant since) {
        @Override
        public String toString() {
            return "link";
        }
    }

    /// Why a sign-in was refused.
    enum Why {
        /// See [beholden.server.oidc.ProviderException.Reason].
        FAILED,
        DENIED,
        UNTRUSTED,
        /// The provider vouched for somebody whom no account is linked with.
        UNKNOWN,
        /// The account is suspended.
        SUSPENDED,
        /// The person is linked with another account.
        TAKEN
    }

    record Refusal(Instant at, Why why, @Nullable AccountId account) {}

    Federation {
        links = Map.copyOf(links);
        refusals = List.copyOf(refusals);
    }

    Optional<Link> link(AccountId account) {
        return Optional.ofNullable(links.get(account));
    }

    /// Finds the account that is linked with a person.
    Optional<AccountId> account(String subject) {
        return links.entrySet().stream()
                .filter(link -> link.getValue().subject().equals(subject))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Whether one more refusal is recorded: somebody who has nothing but the sign-in link could fill the log.
    boolean records(Instant now) {
        Instant hour = now.minus(Duration.ofHours(1));
        return refusals.stream().filter(refusal -> refusal.at().isAfter(hour)).count() < REFUSALS_AN_HOUR;
    }

    Federation with(Provider changed, UUID leadsTo) {
        boolean keeps = provider != null && provider.namesPeopleAs(changed);
        return new Federation(changed, leadsTo, keeps ? links : Map.of(), refusals);
    }

    Federation without() {
        return new Federation(null, null, Map.of(), refusals);
    }

    Federation linked(AccountId account, Link link) {
        Map<AccountId, Link> more = new LinkedHashMap<>(links);
        more.put(account, link);
        return new Federation(provider, pointed, more, refusals);
    }

    Federation unlinked(AccountId account) {
        Map<AccountId, Link> fewer = new LinkedHashMap<>(links);
        fewer.remove(account);
        return new Federation(provider, pointed, fewer, refusals);
    }

    Federation refused(Refusal refusal) {
        List<Refusal> all = Stream.concat(refusals.stream(), Stream.of(refusal)).toList();
        return new Federation(
                provider, pointed, links, all.subList(Math.max(0, all.size() - KEPT_REFUSALS), all.size()));
    }

    @Override
    public String toString() {
        return "federation";
    }
}
