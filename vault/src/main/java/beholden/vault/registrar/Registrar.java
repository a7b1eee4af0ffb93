package beholden.vault.registrar;

import beholden.vault.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The registrar's private key, put together from enough shares, for as long as one reading takes.
public final class Registrar implements AutoCloseable {
    private static final byte[] INFO = "beholden directory entry 1".getBytes(StandardCharsets.US_ASCII);

    private final Secret privateKey;
    private final List<Integer> holders;

    Registrar(Secret privateKey, List<Integer> holders) {
        this.privateKey = privateKey;
        this.holders = holders;
    }

    /// Numbers of the shares that made it.
    public List<Integer> holders() {
        return holders;
    }

    /// A box of fixed size that only the registrar opens.
    static byte[] seal(RegistrarKey key, DirectoryEntry entry) {
        return HpkeBox.seal(key.publicKey(), entry.content(), INFO);
    }

    /// @throws RegistrarException if the box was sealed to another registrar, or was changed
    DirectoryEntry open(byte[] box) throws RegistrarException {
        byte[] content = HpkeBox.open(privateKey, box, INFO);
        if (content == null) {
            throw new RegistrarException(
                    "an entry of the directory does not open: it was changed, or sealed to another registrar's key");
        }
        try (Secret _ = Secret.taking(content)) {
            return DirectoryEntry.parse(content);
        }
    }

    /// Overwrites the private key in memory.
    @Override
    public void close() {
        privateKey.close();
    }

    @Override
    public String toString() {
        return "Registrar[hidden]";
    }
}
