package beholden.vault.seal;

import java.security.GeneralSecurityException;

/// Seals content into boxes of a fixed length: authenticated encryption, bound to the label the box lies
/// under.
///
/// A box shows nothing but its length: content is padded, and the box carries no mark of its key.
public interface Sealer {

    /// Bytes by which a box is longer than the content it has room for.
    int overhead();

    /// The sealer under one key; `key` (32 bytes) is copied.
    Keyed under(byte[] key);

    /// A sealer that holds its key. Safe for use by many threads.
    interface Keyed {

        /// A box of exactly `boxLength` bytes.
        ///
        /// @param content at most `boxLength` − [Sealer#overhead()] bytes
        byte[] seal(byte[] content, int boxLength, byte[] label);

        /// The content, with the zeros that padded it.
        ///
        /// @throws GeneralSecurityException if the box was not sealed under this key for this label, or
        /// altered
        byte[] open(byte[] box, byte[] label) throws GeneralSecurityException;

        /// The key of this box and of no other, for whoever is to read it and nothing else; see [DisclosedCell].
        default byte[] keyOf(byte[] box) {
            throw new UnsupportedOperationException("boxes of this sealer have no keys of their own");
        }
    }
}
