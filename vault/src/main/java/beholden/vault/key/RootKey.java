package beholden.vault.key;

/// The key that every other key of an installation hangs on.
///
/// It answers with secrets derived from it and never shows itself, so that it can lie in a hardware token. Safe
/// for use by many threads.
public interface RootKey extends AutoCloseable {
    /// Length of a derived secret, in bytes.
    int DERIVED_BYTES = 32;

    /// The secret for one purpose: 32 bytes, always the same for the same root key and purpose.
    ///
    /// @param purpose ASCII; two purposes have unrelated secrets
    /// @throws IllegalStateException after [#close()], or if a token no longer answers
    Secret derive(String purpose);

    /// Overwrites the key in memory, or logs out of the token. Secrets derived before stay as they are.
    @Override
    void close();

    /// A root key held in memory, such as one that a key service has delivered.
    ///
    /// @param key at least 32 random bytes; closed with the root key
    static RootKey of(Secret key) {
        return new HeldRootKey(key);
    }
}
