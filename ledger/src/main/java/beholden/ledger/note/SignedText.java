package beholden.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The bytes that a key of each type really signs.
final class SignedText {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 255;

    private SignedText() {}

    static byte[] plain(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// `0x00 ‖ purpose ‖ 0x00 ‖ bytes`: the message of no signature of the types below, whose texts hold no control
    /// characters and whose labels begin otherwise.
    ///
    /// @param purpose without zero bytes
    static byte[] apart(String purpose, byte[] bytes) {
        byte[] label = plain("\0" + purpose + "\0");
        return ByteBuffer.allocate(label.length + bytes.length)
                .put(label)
                .put(bytes)
                .array();
    }

    /// The message of one signature of `type`, or null if a key of that type cannot sign such a text at all.
    ///
    /// @param name of the key
    /// @param time seconds since 1970, for cosignatures
    static byte @Nullable [] of(SignatureType type, String name, long time, String text) {
        return switch (type) {
            case ED25519 -> plain(text);
            case ED25519_COSIGNATURE -> plain("cosignature/v1\ntime " + time + "\n" + text);
            case ML_DSA_44_COSIGNATURE -> subtree(name, time, text);
        };
    }

    // C2SP tlog-cosignature, "ML-DSA-44 signed message": the whole tree is the subtree from 0.
    private static byte @Nullable [] subtree(String name, long time, String text) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(text);
        } catch (NoteException e) {
            return null;
        }
        byte[] cosigner = name.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        if (cosigner.length > LONGEST_NAME || origin.length > LONGEST_NAME) return null;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(SUBTREE_LABEL);
        message.write(cosigner.length);
        message.writeBytes(cosigner);
        message.writeBytes(bigEndian(time));
        message.write(origin.length);
        message.writeBytes(origin);
        message.writeBytes(bigEndian(0));
        message.writeBytes(bigEndian(checkpoint.size()));
        message.writeBytes(checkpoint.root().bytes());
        return message.toByteArray();
    }

    private static byte[] bigEndian(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
