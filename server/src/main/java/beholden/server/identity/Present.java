package beholden.server.identity;

import beholden.server.events.Member;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/// Who makes a request, for Spring Security. Its name tells nothing.
public final class Present extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    /// May call the API, as far as roles go.
    public static final String SIGNED_IN = "SIGNED_IN";

    /// May register a passkey.
    public static final String REGISTER = "REGISTER";

    private final transient Object principal;
    private final transient Member member;
    private final transient @Nullable Presence presence;

    private Present(
            Object principal,
            Member member,
            @Nullable Presence presence,
            Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.principal = principal;
        this.member = member;
        this.presence = presence;
        setAuthenticated(true);
    }

    static Present signedIn(Presence.Signed presence, Set<Role> roles) {
        return new Present(
                new SignedIn(presence.member(), roles),
                presence.member(),
                presence,
                authorities(roles, SIGNED_IN, REGISTER));
    }

    static Present registering(Presence.Registering presence) {
        return new Present("registering", presence.member(), presence, AuthorityUtils.createAuthorityList(REGISTER));
    }

    /// @param covers whether the key may make this request; if not, the request is refused as forbidden
    static Present byKey(Member member, Set<Role> roles, boolean covers) {
        return new Present(
                new SignedIn(member, roles),
                member,
                null,
                covers ? authorities(roles, SIGNED_IN) : AuthorityUtils.NO_AUTHORITIES);
    }

    private static Collection<GrantedAuthority> authorities(Set<Role> roles, String... more) {
        Collection<GrantedAuthority> all = AuthorityUtils.createAuthorityList(more);
        roles.forEach(role -> all.addAll(AuthorityUtils.createAuthorityList("ROLE_" + role.name())));
        return all;
    }

    public Member member() {
        return member;
    }

    /// The sign-in of somebody; null for API keys and for those who only register a passkey.
    Presence.@Nullable Signed signed() {
        return presence instanceof Presence.Signed signed ? signed : null;
    }

    /// The time when a passkey was last asserted in this session; null where none was, as for API keys.
    @Nullable
    Instant touched() {
        return presence instanceof Presence.Signed signed ? signed.touched() : null;
    }

    /// The ticket that allows to register a passkey; null for all others.
    @Nullable
    UUID ticket() {
        return presence instanceof Presence.Registering registering ? registering.ticket() : null;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }

    @Override
    public String getName() {
        return "present";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
