package beholden.vault.key;

/// A new root key to be made in place of the present one.
///
/// @param to            may be the present place, however it is spelled, if that is a file; another file must be
///                      absent
/// @param passphrase    of the present file, or PIN of the present token
/// @param newPassphrase of the new file, or PIN of the new token
/// @param cost          of a guess at the new file's passphrase
public record RootKeyChange(RootKeyPlace to, Secret passphrase, Secret newPassphrase, Argon2Cost cost) {}
