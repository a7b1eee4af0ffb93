package beholden.drill.world;

import beholden.vault.seal.Sealer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Seals content without padding it first: sealed length (4 bytes) ‖ sealed ‖ zeros. For a mutant.
final class UnpaddedSealer implements Sealer {
    private static final int LENGTH = 4;

    private final Sealer padding;

    UnpaddedSealer(Sealer padding) {
        this.padding = padding;
    }

    @Override
    public int overhead() {
        return LENGTH + padding.overhead();
    }

    @Override
    public Keyed under(byte[] key) {
        Keyed keyed = padding.under(key);
        return new Keyed() {
            @Override
            public byte[] seal(byte[] content, int boxLength, byte[] label) {
                int length = content.length + padding.overhead();
                return ByteBuffer.allocate(boxLength)
                        .putInt(length)
                        .put(keyed.seal(content, length, label))
                        .array();
            }

            @Override
            public byte[] open(byte[] box, byte[] label) throws GeneralSecurityException {
                int length = ByteBuffer.wrap(box).getInt();
                if (length < padding.overhead() || length > box.length - LENGTH) {
                    throw new GeneralSecurityException("no unpadded box has this length");
                }
                byte[] content = keyed.open(Arrays.copyOfRange(box, LENGTH, LENGTH + length), label);
                return Arrays.copyOf(content, box.length - overhead());
            }
        };
    }
}
