package beholden.server.identity;

import beholden.server.events.AccountId;
import beholden.server.events.Means;
import beholden.server.events.Member;
import beholden.vault.key.AgencyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

    /// Whether means by which somebody came in still let the account in.
    boolean holds(Member member, Means by);

    /// Records a new passkey of somebody who is signed in, or has a ticket, which is used up; durable when it returns.
    ///
    /// @param passkey its number does not count
    /// @throws beholden.server.refusal.Refusal if what they were let in by has ended meanwhile
    void add(SignedIn who, Passkey passkey);

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
    /// @param until  not valid any more at this moment
    record KeyHolder(AccountId account, Set<Role> roles, UUID key, boolean search, Instant until) {
        public KeyHolder {
            roles = Set.copyOf(roles);
        }
    }
}
