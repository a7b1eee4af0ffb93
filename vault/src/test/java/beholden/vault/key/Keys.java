package beholden.vault.key;

import java.nio.charset.StandardCharsets;

/// Keys and passphrases for tests.
final class Keys {
    static final String PASSPHRASE = "six random words are good";

    private Keys() {}

    static Secret passphrase() {
        return passphrase(PASSPHRASE);
    }

    static Secret passphrase(String text) {
        return Secret.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A root key that is the same for the same number.
    static RootKey root(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        key[31] = 1;
        return RootKey.of(Secret.taking(key));
    }

    static KeyHierarchy hierarchy(int number) {
        return new KeyHierarchy(root(number));
    }
}
