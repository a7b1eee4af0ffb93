package beholden.server.identity;

import beholden.server.events.AccountId;
import beholden.server.events.Doer;
import beholden.server.events.Entry;
import beholden.server.events.Member;
import beholden.vault.key.AgencyId;
import java.util.Set;
import java.util.stream.Collectors;

/// Who makes a request: the principal of every authenticated one, with the account's roles as they are now.
///
/// Controllers take it as `@AuthenticationPrincipal SignedIn who`.
public record SignedIn(Member member, Set<Role> roles, Entry entry) implements Doer {

    public SignedIn {
        roles = Set.copyOf(roles);
    }

    /// Somebody in whose name the server itself does something: not let in by anything that could end.
    public SignedIn(Member member, Set<Role> roles) {
        this(member, roles, Entry.OF_SERVER);
    }

    public AgencyId agency() {
        return member.agency();
    }

    @Override
    public AccountId account() {
        return member.account();
    }

    @Override
    public Set<String> rights() {
        return roles.stream().map(Role::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "signed in";
    }
}
