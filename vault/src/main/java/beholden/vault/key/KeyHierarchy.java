package beholden.vault.key;

/// Keys that hang on the root key, each derived by HKDF-SHA256 for its own purpose.
///
/// ```
/// root key ── operational key (by generation) ── keyring.key ── keyring ── key of an agency's epoch
///          ├─ seeds of the ledger's signing keys
///          └─ gallery key
/// ```
///
/// The keys of agencies are not derived but random, so that they can be destroyed while the root key lives on.
/// The root key belongs to the caller, who closes it; every secret handed out is closed by whoever asked for
/// it.
///
/// @param root the root key
public record KeyHierarchy(RootKey root) {
    /// The key that wraps the keyring's key: 32 bytes.
    ///
    /// @param generation from 1, one more with every rotation of the operational key
    public Secret operational(int generation) {
        if (generation < 1) throw new IllegalArgumentException("no operational key has generation " + generation);
        return root.derive("beholden operational key " + generation);
    }

    /// The seed of the Ed25519 key (RFC 8032) that signs the ledger's checkpoints: 32 bytes.
    public Secret ledgerEd25519Seed() {
        return root.derive("beholden ledger ed25519 1");
    }

    /// The seed of the ML-DSA-44 key (FIPS 204) that signs the ledger's checkpoints: 32 bytes.
    public Secret ledgerMlDsa44Seed() {
        return root.derive("beholden ledger ml-dsa-44 1");
    }

    /// The key that a gallery's rotation is derived from: 32 bytes.
    public Secret gallery() {
        return root.derive("beholden gallery key 1");
    }

    @Override
    public String toString() {
        return "KeyHierarchy[hidden]";
    }
}
