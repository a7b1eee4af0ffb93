package beholden.vault.key;

/// The keys of one agency in one epoch, all derived from 32 random bytes that only the keyring holds.
///
/// Belongs to the caller, who closes it; the keyring keeps its own copy.
public final class EpochKey implements AutoCloseable {
    private final int epoch;
    private final Secret key;
    private final Secret labelKey;
    private final Secret boxKey;

    EpochKey(int epoch, Secret key) {
        this.epoch = epoch;
        this.key = key;
        this.labelKey = derive("beholden vault label key 1");
        this.boxKey = derive("beholden vault box key 1");
    }

    /// 1, 2, 3 and so on for each agency; never used again after it was shredded.
    public int epoch() {
        return epoch;
    }

    /// 32 bytes: labels of cells are HMAC-SHA256 under it.
    public Secret labelKey() {
        return labelKey;
    }

    /// 32 bytes: boxes of cells are sealed under it.
    public Secret boxKey() {
        return boxKey;
    }

    /// 32 bytes for another purpose of this agency and epoch. The caller closes it.
    public Secret derive(String purpose) {
        return key.derive(purpose, RootKey.DERIVED_BYTES);
    }

    @Override
    public void close() {
        key.close();
        labelKey.close();
        boxKey.close();
    }

    @Override
    public String toString() {
        return "EpochKey[hidden]";
    }
}
