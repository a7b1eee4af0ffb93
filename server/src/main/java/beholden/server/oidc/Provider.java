package beholden.server.oidc;

/// An identity provider, and as which client this installation is known there.
///
/// @param issuer as the provider spells it in its discovery document and its tokens
/// @param claim  of the ID token, by which a person is known: `sub`, or one that the provider never gives to another
public record Provider(String issuer, String clientId, String clientSecret, String claim) {

    /// Whether both know a person by the same name. Another client may be told other subjects (OpenID Connect Core
    /// §8.1).
    public boolean namesPeopleAs(Provider other) {
        return issuer.equals(other.issuer) && clientId.equals(other.clientId) && claim.equals(other.claim);
    }

    @Override
    public String toString() {
        return "provider";
    }
}
