package beholden.server.identity;

import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.vault.key.AgencyId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Questions of this package to the one that keeps accounts. Every answer is of this moment.
public interface Membership {

    /// The standing of an account that may act; empty if it is suspended, not active yet, or nobody's.
    Optional<Standing> standing(Member member);

    /// @param term counts the account's suspensions: a session of an earlier term has ended
    record Standing(Set<Role> roles, int term) {
        public Standing {
            roles = Set.copyOf(roles);
        }
    }

    /// The name of the account's owner, shown by the authenticator.
    String name(Member member);

    /// The passkeys of an account; none for one that is suspended or nobody's.
    List<Passkey> passkeys(Member member);

    /// Whether a link between the account and a person at its agency's identity provider still holds.
    boolean isLinked(Member member, UUID link);

    /// Whether the ticket of an invitation or a recovery still allows the account to register a passkey.
    boolean admits(Member member, UUID ticket);

    /// Records a new passkey; durable when it returns.
    ///
    /// @param passkey its number does not count
    /// @param ticket  what allowed it, and is used up; null if the account was signed in
    void add(Member member, Passkey passkey, @Nullable UUID ticket);

    /// Records a sign-in or a touch; durable when it returns.
    ///
    /// @throws beholden.server.refusal.Refusal if the authenticator has counted fewer signatures than before: there
    ///     are two of it
    void used(Member member, int passkey, long signatures);

    /// The account that an API key stands for now; empty if it has expired or was removed, or its account may not
    /// act.
    Optional<KeyHolder> holder(AgencyId agency, UUID secret);

    /// The account whose API key it is, and what the key may do.
    ///
    /// @param search whether it may search; it may read in any case
    record KeyHolder(AccountId account, Set<Role> roles, boolean search) {
        public KeyHolder {
            roles = Set.copyOf(roles);
        }
    }
}
