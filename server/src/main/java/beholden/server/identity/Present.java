package beholden.server.identity;

import beholden.server.events.Member;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
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
    private final transient SignedIn doer;
    private final transient @Nullable Presence presence;

    private Present(
            Object principal,
            SignedIn doer,
            @Nullable Presence presence,
            Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.principal = principal;
        this.doer = doer;
        this.presence = presence;
        setAuthenticated(true);
    }

    static Present signedIn(SignedIn who, Presence presence) {
        return new Present(who, who, presence, authorities(who.roles(), SIGNED_IN, REGISTER));
    }

    /// @param who without any role
    static Present registering(SignedIn who, Presence presence) {
        return new Present("registering", who, presence, AuthorityUtils.createAuthorityList(REGISTER));
    }

    /// @param covers whether the key may make this request; if not, the request is refused as forbidden
    static Present byKey(SignedIn who, boolean covers) {
        return new Present(
                who, who, null, covers ? authorities(who.roles(), SIGNED_IN) : AuthorityUtils.NO_AUTHORITIES);
    }

    private static Collection<GrantedAuthority> authorities(Set<Role> roles, String... more) {
        Collection<GrantedAuthority> all = AuthorityUtils.createAuthorityList(more);
        roles.forEach(role -> all.addAll(AuthorityUtils.createAuthorityList("ROLE_" + role.name())));
        return all;
    }

    public Member member() {
        return doer.member();
    }

    /// Who it is, with the roles that count for this request: none for those who only register a passkey.
    public SignedIn doer() {
        return doer;
    }

    /// The sign-in of somebody; null for API keys and for those who only register a passkey.
    @Nullable
    Presence signed() {
        return isRegistering() ? null : presence;
    }

    /// The time when a passkey was last asserted in this session; null where none was, as for API keys.
    @Nullable
    Instant touched() {
        return presence == null ? null : presence.touched();
    }

    /// Whether the caller may do nothing but register a passkey.
    boolean isRegistering() {
        return presence != null && presence.isRegistering();
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
