package beholden.vault.key;

/// A root key in this process's memory.
final class HeldRootKey implements RootKey {
    static final int BYTES = 32;

    private final Secret key;

    HeldRootKey(Secret key) {
        if (key.length() < BYTES) {
            throw new IllegalArgumentException(
                    "a root key has at least " + BYTES + " random bytes, not " + key.length());
        }
        this.key = key;
    }

    @Override
    public Secret derive(String purpose) {
        return key.derive(purpose, DERIVED_BYTES);
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "RootKey[hidden]";
    }
}
